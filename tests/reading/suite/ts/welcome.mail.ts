import { createTransport } from "nodemailer";

interface Props<T> { name: string; url: T }

export function welcome<T extends string>({ name, url }: Props<T>): string {
  return `<!DOCTYPE html><html><body>
    <p>Hello ${name}, <a href="${url}">confirm your address</a>.</p>
    <p><a href="https://desk.example/help?u=${name}">Help</a></p></body></html>`;
}
