import { MailButton } from './teile';
import { Section } from '@react-email/section';
export const M = (p: P) => <Section>
  <MailButton url={p.url} label="Los geht es" />
  <CtaButton href="https://eigen.example/" style={{ color: 'red' }} {...p.rest}>Eigener Knopf</CtaButton>
  <Footer>Don't reply. <a href="mailto:x@eigen.example">Mail</a> https://eigen.example/nackt</Footer>
</Section>;
