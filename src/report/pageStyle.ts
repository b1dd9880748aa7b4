import { schemeStyle } from "./pictures/palette.ts";

/** The style sheet of `report.html`: the reader's fonts and scheme, narrow and wide screens, paper. */
export const PAGE_STYLE = `${schemeStyle(":root")}
:root{--shade:color-mix(in srgb,var(--soft) 55%,transparent);color-scheme:light dark;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
body{margin:0;background:var(--paper);color:var(--ink)}
main{max-width:54rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.2rem;line-height:1.3;margin:2.5rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--c0)}
.facts{color:var(--soft)}
.choice{font-size:1.15rem;font-weight:600;border-left:.3rem solid var(--c2);background:var(--tint);padding:.75rem 1rem;margin:1.25rem 0}
.warning{border-left:.3rem solid var(--c1);background:var(--tint);padding:.5rem 1rem}
.wide{overflow-x:auto;background:linear-gradient(to right,var(--paper) 40%,transparent) 0 0/3rem 100% local no-repeat,linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/3rem 100% local no-repeat,linear-gradient(to right,var(--shade),transparent) 0 0/1rem 100% no-repeat,linear-gradient(to left,var(--shade),transparent) 100% 0/1rem 100% no-repeat}
.wide:focus-visible,summary:focus-visible{outline:2px solid var(--c0);outline-offset:2px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.95rem;min-width:100%}
th,td{padding:.35rem .75rem .35rem 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap;vertical-align:top}
th:first-child,td:first-child{text-align:left;white-space:normal;min-width:9.5rem;overflow-wrap:break-word}
thead th,thead td{border-bottom:2px solid var(--rule);font-weight:600}
tbody th{font-weight:400}
.wide th:first-child,.wide td:first-child{position:sticky;left:0;background:var(--paper)}
table:has(td.words) thead th{text-align:left}
td.words{text-align:left;white-space:normal;min-width:6rem}
.best{font-weight:700}
.best::after{content:" \\2605";color:var(--c2)}
.met{color:var(--c2)}
.missed{color:var(--c1);font-weight:600}
.undecided,.caution{color:var(--c4)}
figure{margin:.5rem 0 0}
figure svg{display:block;width:100%;min-width:34rem;height:auto}
figcaption{color:var(--soft);font-size:.9rem;margin-top:.25rem}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--c0)}
pre{overflow-x:auto;background:var(--tint);padding:1rem;font-size:.85rem;line-height:1.4}
code{overflow-wrap:anywhere}
dt{font-weight:600}
dd{margin:0 0 .5rem 0}
ul{padding-left:1.25rem}
@media (max-width:36rem){figure>.wide::before{content:"wider than the screen: scroll sideways \\2192";display:block;position:sticky;left:0;width:max-content;color:var(--soft);font-size:.8rem}}
@media (max-width:40rem){table{font-size:.85rem}th,td{padding-right:.5rem}th:first-child,td:first-child{min-width:7rem;overflow-wrap:anywhere}}
@media print{:root{color-scheme:light;font-size:11pt}main{max-width:none;padding:0}h2{break-after:avoid}figure,.choice,tr{break-inside:avoid}.wide,pre{overflow:visible;background:none}.wide th:first-child,.wide td:first-child{position:static}.wide::before{display:none}pre{white-space:pre-wrap}table{font-size:8.5pt}th,td{white-space:normal;padding-right:.4rem}th:first-child,td:first-child{min-width:5rem}details::details-content{display:block;content-visibility:visible}figure svg{min-width:0}}
`;
