export interface ChromiumArgumentsOptions {
  /** Absolute; belongs to the browser's user. */
  readonly profile: string;
  /** Of the guarding proxy on 127.0.0.1. */
  readonly proxyPort: number;
}

/** Parts of Chromium that talk to somebody of their own accord, or that show what a page should not have. */
const withoutFeatures = [
  "AutofillServerCommunication",
  "BackgroundFetch",
  "CertificateTransparencyComponentUpdater",
  "DialMediaRouteProvider",
  "FedCm",
  "GlobalMediaControls",
  "HttpsUpgrades",
  "InterestFeedContentSuggestions",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "Prerender2",
  "SpeculationRulesPrefetchFuture",
  "Translate",
  "WebBluetooth",
  "WebUSB",
];

/**
 * The whole command line of Chromium. It has one way out, the proxy: loopback is not exempt from it, host names are not
 * resolved, QUIC is off, and WebRTC sends nothing that does not go through it. Its sandbox stays on.
 */
export function chromiumArguments({ profile, proxyPort }: ChromiumArgumentsOptions): readonly string[] {
  return [
    "--headless",
    "--remote-debugging-pipe",
    `--user-data-dir=${profile}`,
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    `--disable-features=${withoutFeatures.join(",")}`,
    "--dns-prefetch-disable",
    "--no-pings",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--no-startup-window",
    // A page that is gone back to has to be loaded, or the driver waits for a load that never comes.
    "--disable-back-forward-cache",
    "--disable-background-networking",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-hang-monitor",
    "--disable-notifications",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-search-engine-choice-screen",
    "--disable-speech-api",
    "--disable-sync",
    "--deny-permission-prompts",
    "--metrics-recording-only",
    "--mute-audio",
    "--hide-scrollbars",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-gpu",
    "--force-color-profile=srgb",
    "--export-tagged-pdf",
    "--disk-cache-size=67108864",
    "--renderer-process-limit=8",
  ];
}
