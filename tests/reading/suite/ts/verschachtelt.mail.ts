export const html = `<ul>${posten.map((p: Posten) => {
  const preis = `${p.preis} €`;
  return `<li><a href="${p.url}" title="${preis}">${p.name}</a></li>`;
}).join("")}</ul><a href="https://ende.example/">Ende</a>`;
