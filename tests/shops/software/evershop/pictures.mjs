// Loaded before EverShop's seed, which downloads a picture for each of its products: here it is drawn instead, from the
// words of its file name. The seed's own code does the rest.
import { EventEmitter } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

const sharp = createRequire(`${process.env.SHOP_PACKAGES}/`)('sharp');

const COLOURS = { white: '#fbfbf7', black: '#26262b', yellow: '#e6b422', green: '#4d7f57' };

const SHAPES = {
  cup: '<path d="M220 260h300v230a110 110 0 0 1-110 110h-80a110 110 0 0 1-110-110z"/>'
    + '<path d="M520 310h40a80 80 0 0 1 0 180h-40" fill="none" stroke-width="34"/>',
  'pen-holder': '<rect x="270" y="330" width="260" height="320" rx="18"/>'
    + '<path d="M330 330V150M400 330V110M470 330V170" stroke-width="26"/>',
  bowl: '<path d="M140 340h520a260 260 0 0 1-520 0z"/>',
  vase: '<path d="M340 130h120v110c0 90 120 130 120 260 0 110-80 180-180 180s-180-70-180-180c0-130 120-170 120-260z"/>',
  thermos: '<rect x="300" y="220" width="200" height="480" rx="40"/>'
    + '<rect x="320" y="110" width="160" height="90" rx="20"/>',
};

function draw(words) {
  const shape = Object.keys(SHAPES).find((name) => words.startsWith(name));
  const colour = COLOURS[words.split('-').at(-1)] ?? '#b8a88f';
  const inside = shape ? SHAPES[shape] : '<rect x="90" y="250" width="620" height="300" rx="24"/>';
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800">'
    + '<rect width="800" height="800" fill="#dfe4e6"/>'
    + `<g fill="${colour}" stroke="#6b6f73" stroke-width="8">${inside}</g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

https.get = (url, answer) => {
  const request = Object.assign(new EventEmitter(), { setTimeout() {}, destroy() {} });
  const words = new URL(url).pathname.split('/').at(-1).replace(/\.\w+$/, '');
  draw(words).then(
    (picture) => answer(Object.assign(Readable.from([picture]), { statusCode: 200, headers: {} })),
    (error) => request.emit('error', error),
  );
  return request;
};

// What the pages and the blog point to elsewhere, and the seed does not download: settings.sql names this one.
mkdirSync('media/demo', { recursive: true });
writeFileSync('media/demo/banner.jpg', await draw('banner'));
