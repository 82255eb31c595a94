/** Joins alternatives into one pattern; a space in them stands for any white space. */
function anyOf(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.join("|").replaceAll(" ?", "\\s*").replaceAll(" ", "\\s+"), "iu");
}

/** What pages say of themselves that are no content, in English and Chinese. */
export const phrases = {
  botCheckTitle: anyOf(
    "^just a moment",
    "^attention required",
    "^(?:ddos-guard|ddos protection)",
    "^(?:one more step|please wait(?:\\.|…|$)|robot check|are you (?:a robot|human))",
    "^(?:security (?:check|verification)|human verification|bot verification|captcha)\\b",
    "^(?:安全验证|访问验证|人机验证|验证码|滑动验证|百度安全验证|请稍候)",
  ),
  botCheckText: anyOf(
    "verif(?:y|ying) (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)",
    "(?:confirm|prove) (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)",
    "checking (?:if the site connection is secure|your browser before)",
    "unusual traffic from your (?:computer )?network",
    "complete the (?:captcha|security check)",
    "enable javascript and cookies to continue",
    "pardon our interruption",
    "(?:完成|进行|通过)(?:下方|以下|下面)?的?(?:安全|人机|滑块|拼图)?验证(?:后|以|，|。)",
    "(?:拖动|向右滑动|按住)(?:下方|左边|左侧)?滑块",
    "(?:访问|操作)(?:过于|太)频繁",
    "您的(?:访问|请求)(?:出现|存在)?异常",
    "检测到(?:您的)?(?:网络|访问)?环境?存在异常",
  ),
  botCheckMarkup:
    /challenge-platform\/|cf-turnstile|hcaptcha\.com|g-recaptcha|captcha-delivery\.com|px-captcha|_Incapsula_Resource|geetest|aliyun_waf|awsWafCookie|_guard\/auto\.js/i,
  login: anyOf("\\b(?:log|sign) ?in\\b", "\\bpassword\\b", "登录|登入|登錄|密码|密碼"),
  loginOnly: anyOf(
    "(?:you (?:must|need to)|please) (?:be logged in|log in|sign in) to (?:view|see|read|access|continue)",
    "(?:log|sign) in to (?:view this (?:page|content)|continue)",
    "请(?:先)?(?:登录|登入)(?:后|之后)?(?:再)?(?:查看|访问|继续|浏览)",
    "(?:登录|登入)(?:后|之后)(?:才能|方可|可)(?:查看|访问|浏览)",
  ),
  parked: anyOf(
    "(?:this|the) domain(?: name)? (?:\\S+ )?(?:is|may be|might be|could be) (?:available )?(?:for sale|parked)",
    "\\bbuy this domain\\b",
    "domain(?: name)? (?:has|was) (?:expired|recently registered)",
    "parked free,? courtesy of",
    "(?:此|该|本)?域名(?:正在|可以?|现)?(?:出售|转让|出租)",
    "(?:此|该|本)域名(?:已过期|未备案)",
  ),
  parkedMarkup:
    /sedoparking\.com|parkingcrew\.net|bodis\.com|hugedomains\.com\/domain_profile|parklogic\.com/i,
  notFoundTitle: anyOf(
    "^(?:error |http )?404\\b",
    "^(?:oops[!.,]* )?(?:sorry,? )?(?:the |this |that )?(?:page|file|document|article|url|content) (?:you requested |you(?:'re| are) looking for )?(?:(?:was|is|could|can|cannot|can't|couldn't|does|doesn't|has)(?: not)? )?(?:not )?(?:be )?(?:found|exist|available any ?more|no longer available|been removed)\\b",
    "^not found(?:$|[ |:–-])",
    "^page (?:not found|missing|unavailable)",
    "^(?:抱歉|对不起|很抱歉|sorry)?[，,！! ]*(?:您|你)?(?:要)?(?:所)?(?:访问|查找|请求|浏览|查看|打开)?的?(?:页面|网页|内容|文章|文件|链接)(?:不存在|未找到|找不到|已(?:被)?删除|已失效|走丢了)",
    "^(?:找不到|未找到|无法找到)(?:该|此|您)?(?:访问|请求|查找)?的?(?:页面|网页|文件|内容)",
  ),
  gone: anyOf(
    "(?:该|此)(?:内容|文章|页面|帖子|视频)(?:已被|已经被|因违规|已)(?:发布者)?(?:删除|无法查看|下架|移除)",
    "(?:您|你)(?:访问|查找|请求|浏览)的(?:页面|网页|内容|文章)(?:不存在|已(?:被)?删除|未找到)",
    "the (?:page|article|document) you(?:'re| are| were)? (?:looking for|requested|trying to (?:reach|access|view)) (?:(?:does not|doesn't|no longer) exist|(?:could not|cannot|can't|couldn't) be found|(?:was|is) not found|has been (?:removed|deleted|moved))",
  ),
  paywall: anyOf(
    "(?:subscribe|sign up|register|become a (?:member|subscriber)) (?:now |today )?to (?:continue|keep|finish) reading",
    "(?:to )?(?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign up|register)",
    "(?:this|the rest of this|the full) (?:article|story|content|post) is (?:only )?(?:available |reserved )?(?:for|to) (?:paid |paying |our )?(?:subscribers|members)",
    "already a subscriber\\?",
    "subscribers? only (?:content|article)",
    "unlock (?:this|the full) (?:article|story)",
    "(?:订阅|付费|开通会员|购买|成为会员)(?:后|之后|以)?(?:即可|可)?(?:继续)?(?:阅读|查看|解锁)(?:全文|更多|完整|剩余)",
    "(?:本文|此文|该文|以下|剩余)(?:内容)?(?:为|是|需)(?:要)?(?:付费|会员|订阅)",
    "(?:登录|登入)(?:后|之后)?(?:即可|可)?(?:继续)?阅读全文",
  ),
  javascript: anyOf(
    "(?:enable|turn on|activate|requires?|needs?|without) java ?script",
    "java ?script (?:is|must be|to be|has been|needs to be)? ?(?:enabled|disabled|required|turned on)",
    "(?:启用|开启|打开|允许|支持) ?java ?script",
    "java ?script (?:已|被)?(?:禁用|关闭|未启用)",
  ),
};
