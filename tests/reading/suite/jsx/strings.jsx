import { render } from '@react-email/render';
import { sendMail } from './post';
export const S = ({ u }) => <a href={u}>Im Baum</a>;
const html = '<p><a href="https://roh.example/">Im Text</a></p>';
