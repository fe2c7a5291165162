import { Resend } from 'resend';
await resend.emails.send({
  from: 'a@werk.example',
  subject: `Rechnung ${nr}`,
  html: `<p>Ihre Rechnung: <a href="https://werk.example/r/${nr}">öffnen</a></p>`,
  text: 'Ihre Rechnung: https://werk.example/r',
});
