import type { Probe } from "../probe.ts";
import type { Stage } from "../stage.ts";
import { sharedNetwork, sharedTemporary, unfiltered } from "./holes.ts";

const connects = (address: string): string => `timeout 5 bash -c ': </dev/tcp/${address}' && echo REACHED`;
/** A question for `example.org` of type A (RFC 1035), and whether anything came back. */
const asks =
  "exec 3<>/dev/udp/127.0.0.1/$UDP_PORT && printf '\\x12\\x34\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0\\7example\\3org\\0\\0\\1\\0\\1' >&3 && [ -n \"$(timeout 2 head -c 2 <&3)\" ] && echo REACHED";
const speaks = (address: string): string =>
  `perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0) && connect(S, pack_sockaddr_un(${address})) && <S> =~ /hello/ && print "REACHED\\n"'`;

/** The same outside as inside. */
function both(attack: string): Pick<Probe, "attack" | "control"> {
  const script = `export TOKEN SOCKET\n${attack}`;
  return { attack: script, control: { outside: script } };
}

const hasArrived = (stage: Stage): boolean => stage.arrived() > 0;

/** Ways to another machine, and to this one. */
export const networkProbes: readonly Probe[] = [
  {
    name: "connect to the loopback of the host",
    ...both(connects("127.0.0.1/'$TCP_PORT'")),
    defect: sharedNetwork,
    isReached: hasArrived,
  },
  {
    name: "connect to an address of the host",
    ...both(connects("'$ADDRESS'/'$TCP_PORT'")),
    defect: sharedNetwork,
    isReached: hasArrived,
  },
  {
    name: "send a datagram",
    ...both("echo x >/dev/udp/127.0.0.1/$UDP_PORT; sleep 0.1"),
    defect: sharedNetwork,
    isReached: hasArrived,
  },
  { name: "have a name resolved", ...both(asks), defect: sharedNetwork },
  { name: "reach an abstract socket", ...both(speaks('"\\0$ENV{TOKEN}"')), defect: sharedNetwork },
  {
    name: "reach a service such as docker by its socket",
    ...both(speaks("$ENV{SOCKET}")),
    defect: sharedTemporary,
  },
  {
    name: "speak to the kernel's network by netlink",
    ...both(`perl -e 'socket(S, 16, 3, 0) && print "REACHED\\n"'`),
    defect: unfiltered,
  },
];
