module.exports = (u) => `
<table><tr><td>
${u.werbung ? `<a href="https://studio.example/neu">Neue Kurse</a>` : ''}
${u.kurse.map((k) => `<li><a href="${k.url}">${k.name}</a></li>`).join('')}
<a href="${basis("x")}">Konto</a>
</td></tr></table>`;
