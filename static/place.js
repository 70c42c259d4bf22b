// An article in parts, asked for by the address of a claim that stands in another one (/articles/7#f70003-70005): the part
// after the # is never sent, so it is asked for again with the place. Without this, the form below the text does it.
"use strict";
const show = () => {
  const place = /^#([fqpwx]\d+(-\d+)?|n\d+)/.exec(location.hash);
  if (!place || document.getElementById(location.hash.slice(1))) return;
  const at = place[1].replace(/^[fqpwx](\d+).*/, "$1");
  if (new URLSearchParams(location.search).get("at") !== at) location.replace(`?at=${at}${location.hash}`);
};
addEventListener("hashchange", show);
show();
