import AuditLog
import FoundationEssentials

/// The page's one style sheet, and the policy that allows it alone.
enum PageStyle {
  static var policy: String {
    let hash = Data(HashValue.of(Array(text.utf8)).bytes).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
  }

  static let text = """
    :root{color-scheme:light dark;--page:#f6f5f1;--card:#fffefb;--ink:#22272b;--soft:#596168;--line:#dedbd2;
    --track:#ebe8e0;
    --good:#1d6b45;--bad:#a12a22;--warn:#845400;--calm:#6a737b;--mark:#2f5d8a;--goodbg:#e3f0e7;--badbg:#f8e4e0;
    --warnbg:#f8ecd2;
    --code:#f0eee7;--hit:#fbeeda}
    @media (prefers-color-scheme:dark){:root{--page:#15181b;--card:#1c2024;--ink:#e2e5e7;--soft:#a4adb4;
    --line:#33393e;
    --track:#2a2f34;--good:#7cc79b;--bad:#f29a90;--warn:#e6bd69;--calm:#97a1a9;--mark:#8db8e0;--goodbg:#1d3528;
    --badbg:#40211f;
    --warnbg:#3a2f17;--code:#252a2f;--hit:#41361e}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--ink);
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",
    "Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
    header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
    header{padding-top:2.5rem}
    h1,h2,h3,h4{line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
    h1{font-size:2rem;font-weight:650;letter-spacing:-.015em;margin:0}
    h2{font-size:1.25rem;font-weight:650;margin:0 0 1rem}
    h3{font-size:1rem;font-weight:600;margin:1.75rem 0 .75rem}
    h4{font-size:.9rem;font-weight:600;color:var(--soft);margin:1.25rem 0 .5rem}
    .kicker{margin:0 0 .25rem;color:var(--soft);font-size:.8rem;letter-spacing:.08em;text-transform:uppercase}
    .sub{margin:.5rem 0 0;color:var(--soft);overflow-wrap:anywhere}
    .verdict{display:inline-block;margin:1.25rem 0 0;padding:.4rem .9rem;border-radius:.5rem;font-weight:600}
    .verdict.g{background:var(--goodbg);color:var(--good)}.verdict.b{background:var(--badbg);color:var(--bad)}
    .verdict.w{background:var(--warnbg);color:var(--warn)}
    .tiles{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;margin:1.5rem 0 0;padding:0;
    color:var(--soft)}
    .tiles b{display:block;color:var(--ink);font-size:1.6rem;font-weight:600;line-height:1.2}
    nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1.75rem 0 0;padding:.75rem 0;
    border-top:1px solid var(--line)}
    a{color:var(--mark);text-underline-offset:.2em}
    a:focus-visible,summary:focus-visible,pre:focus-visible{outline:2px solid var(--mark);outline-offset:2px;
    border-radius:.2rem}
    section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;
    margin:0 0 1.25rem;
    scroll-margin-top:1rem}
    section>h3:first-of-type{margin-top:0}
    table{width:100%;border-collapse:collapse;font-size:.9rem}
    th{text-align:left;font-weight:600;color:var(--soft);font-size:.8rem;border-bottom:1px solid var(--line)}
    th,td{padding:.45rem .75rem .45rem 0;vertical-align:top;unicode-bidi:isolate}
    td{border-bottom:1px solid var(--track);overflow-wrap:anywhere}
    tr:last-child td{border-bottom:0}
    .items table,.keys table,.steps table{table-layout:fixed}
    .items th:nth-child(2){width:20%}.items th:last-child{width:8.5rem}
    .steps th:nth-child(2),.steps th:nth-child(3){width:8.5rem}
    .steps th:last-child{width:40%}.steps td:last-child{vertical-align:middle}
    .keys th:first-child{width:34%}.keys th:last-child{width:9rem}
    code,pre{
    font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;
    font-size:.92em;unicode-bidi:isolate}pre{font-size:.85rem}
    small{color:var(--soft);font-size:.85em;overflow-wrap:anywhere}.seq{white-space:nowrap}
    .o{white-space:nowrap;font-weight:550}.o.g{color:var(--good)}.o.b{color:var(--bad)}.o.w{color:var(--warn)}.o.n{
    color:var(--calm)}
    .problem{border-left:3px solid var(--bad);padding:.1rem 0 .1rem 1rem;margin:0 0 1.75rem}.problem:last-child{
    margin-bottom:0}
    .problem.w{border-color:var(--warn)}.problem h3{margin:0 0 .35rem}.problem p{margin:.35rem 0;
    overflow-wrap:anywhere}
    .hint::before{content:"Hint: ";font-weight:600}.place{color:var(--soft);font-size:.85rem}
    figure{margin:.75rem 0}
    pre{margin:.25rem 0 0;padding:.6rem 0;background:var(--code);border-radius:.5rem;overflow-x:auto;line-height:1.6}
    pre span{display:block;padding:0 .9rem;min-width:max-content}pre .mark{background:var(--hit)}
    pre i{display:inline-block;min-width:2.5em;padding-right:1em;text-align:right;color:var(--soft);
    font-style:normal;user-select:none}
    dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.2rem 1.25rem;margin:.75rem 0 0;
    font-size:.9rem}
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;unicode-bidi:isolate}
    details{border-top:1px solid var(--track)}details:first-of-type{border-top:0}
    summary{cursor:pointer;padding:.5rem 0;color:var(--soft);font-size:.9rem}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.5rem 0 1rem;padding:0;
    font-size:.85rem;
    color:var(--soft)}.legend li{display:flex;align-items:center;gap:.35rem}
    svg{display:block;overflow:visible}.bar{margin-top:.3rem}.shares{border-radius:5px;overflow:hidden;
    background:var(--track)}
    .track{fill:var(--track)}.g{fill:var(--good)}.b{fill:var(--bad)}.w{fill:var(--warn)}.n{fill:var(--calm)}.a{
    fill:var(--mark)}
    .x,.y,.cut{fill:none;stroke:var(--bad);stroke-width:2.5;stroke-linecap:round}.y{stroke:var(--warn);stroke-width:2}
    .cut{stroke:var(--card);stroke-width:1.5}.alive{stroke:var(--good);stroke-width:3;opacity:.45}
    .retired{stroke:var(--calm);stroke-width:1.5;opacity:.6}.pause{stroke:var(--calm);stroke-dasharray:2 3;
    opacity:.55}
    .ring{fill:none;stroke:var(--bad);stroke-width:1.5}.ring.w{stroke:var(--warn)}
    .v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    footer{padding-top:.5rem;padding-bottom:2.5rem;color:var(--soft);font-size:.85rem}
    @media (max-width:44rem){header,main,footer{padding-left:1rem;padding-right:1rem}header{padding-top:1.5rem}
    h1{font-size:1.5rem}section{padding:1.1rem 1rem}.tiles{gap:.5rem 1.5rem}.tiles b{font-size:1.3rem}
    table,tbody,tr,td{display:block;width:100%}thead{position:absolute;clip-path:inset(50%);height:1px;
    overflow:hidden}
    tr{padding:.6rem 0;border-bottom:1px solid var(--line)}tr:last-child{border-bottom:0}
    td,tr:last-child td{border:0;padding:.1rem 0}td.e{display:none}
    td:not(:first-child)::before{content:attr(data-h) " ";color:var(--soft);font-size:.85em;margin-right:.35rem}
    .keys td:nth-child(2)::before,.steps td:last-child::before{display:none}
    dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
    @media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--track:#ddd;
    --good:#1d6b45;
    --bad:#a12a22;--warn:#845400;--calm:#6a737b;--mark:#2f5d8a;--code:#f4f4f4;--hit:#eee;--goodbg:#fff;--badbg:#fff;
    --warnbg:#fff}
    body{font-size:10pt}nav{display:none}section{border:0;padding:0;margin:0 0 1.5rem}tr,.problem,figure{
    break-inside:avoid}
    .verdict{border:1px solid;padding:.2rem .6rem}thead{display:table-header-group}*{print-color-adjust:exact}}
    """
}
