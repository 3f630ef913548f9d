// Loaded before EverShop's server. It would listen on every interface, on a port that had to be guessed: here it takes
// the socket it was given.
import net from 'node:net';

const { listen } = net.Server.prototype;

net.Server.prototype.listen = function listenOnGiven(_port, ...rest) {
  return listen.call(this, { fd: Number(process.env.SHOP_SOCKET) }, ...rest);
};
