const nodemailer = require('nodemailer');
// promolint: kind=order-confirmation
async function senden(kunde, url) {
  // don't: '<a href="https://nie.example/">'
  const html = `<p>Hallo ${kunde.name},</p>
    <p><a href="${url}">Bestellung</a> und <a href="https://laden.example/${kunde.id}/rechnung">Rechnung</a></p>`;
  await nodemailer.sendMail({ subject: 'Ihre Bestellung', html });
}
