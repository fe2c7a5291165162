var el = document.createElement("div");
el.innerHTML = '<a href="/mehr">Mehr</a>' + "<table></table>";
const subject = new Subject(); // don't
if (a < b && c > d) el.title = `<a href="${x}">x</a>`;
