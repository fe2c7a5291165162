import { Link } from '@react-email/components';
export const C = () => <p>🎲 <Link href={"https://game.example/"}>Play</Link></p>;
