import { Mjml, MjmlBody, MjmlButton, MjmlText } from 'mjml-react';
export const M = ({ url }) => (
  <Mjml><MjmlBody>
    <MjmlText>Deine Karte ist da.</MjmlText>
    <MjmlButton href={`${url}/karte`}>Karte zeigen</MjmlButton>
  </MjmlBody></Mjml>
);
