#!/bin/sh
# Tries the two commands on a machine that has only Debian 12, python3 and git: no pip, no make, no browser, no caches.
#
#   sudo tools/fresh_debian.sh [FOLDER] [-- OPTIONS FOR THE TESTS]
#
# Makes a minimal Debian in FOLDER (default /var/tmp/samakki-fresh; kept, so that the next run is quick), clones the
# committed state of this repository into an empty home, runs `python3 run.py test OPTIONS`, then `python3 run.py demo`,
# asks the first node for its first page, and ends it as Ctrl-C does. Needs root, debootstrap and the network.
set -eu
repository=$(cd "$(dirname "$0")/.." && pwd)
folder=/var/tmp/samakki-fresh
[ $# -gt 0 ] && [ "$1" != "--" ] && { folder=$1; shift; }
[ "${1:-}" = "--" ] && shift
[ "$(id -u)" = 0 ] || { echo "Only root can make a machine in a folder: sudo $0"; exit 1; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install -y debootstrap"; exit 1; }

root=$folder/root
if [ ! -x "$root/usr/bin/git" ]; then
    echo "Making a minimal Debian in $root …"
    mkdir -p "$folder"
    debootstrap --variant=minbase --include=python3,git bookworm "$root" http://deb.debian.org/debian >"$folder/debootstrap.log"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
demo=""
leave() {
    [ -z "$demo" ] || kill -INT "$demo" 2>/dev/null || true
    umount "$root/dev" "$root/proc" || true
}
trap leave EXIT

# Where a network has a certificate authority of its own, the new machine is given it as its owner would.
certificates=""
if [ -n "${SSL_CERT_FILE:-}" ]; then
    mkdir -p "$root/etc/ssl"
    cp "$SSL_CERT_FILE" "$root/etc/ssl/ours.pem"
    certificates="SSL_CERT_FILE=/etc/ssl/ours.pem"
fi
become() { # this very process turns into the command, so that a signal reaches it
    exec env -i HOME=/home/new PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 $certificates chroot "$root" sh -c "$1"
}
there() { (become "$1"); }

rm -rf "$root/home/new" "$root/srv/samakki.git"
git clone --quiet --bare "$repository" "$root/srv/samakki.git"
there "mkdir -p /home/new && cd /home/new && git clone --quiet /srv/samakki.git samakki"

echo "== python3 run.py test $* =="
began=$(date +%s)
there "cd /home/new/samakki && python3 run.py test $*" || echo "!!! the tests failed"
echo "== $(($(date +%s) - began)) seconds =="

echo "== python3 run.py demo =="
began=$(date +%s)
there "rm -rf /home/new/samakki /home/new/.cache && cd /home/new && git clone --quiet /srv/samakki.git samakki"
become "cd /home/new/samakki && exec python3 run.py demo" >"$folder/demo.log" 2>&1 &
demo=$!
until grep -q "Ctrl-C" "$folder/demo.log"; do
    kill -0 "$demo" 2>/dev/null || { cat "$folder/demo.log"; echo "!!! the demonstration did not start"; demo=""; exit 1; }
    sleep 0.2
done
echo "== $(($(date +%s) - began)) seconds to the table of officers =="
cat "$folder/demo.log"
address=$(grep -o 'http://[a-z.]*localhost:[0-9]*' "$folder/demo.log" | head -1)
there "python3 - $address" <<'END'
import sys, urllib.parse, urllib.request
address = urllib.parse.urlsplit(sys.argv[1])
request = urllib.request.Request(f"http://127.0.0.1:{address.port}/", headers={"Host": address.netloc})
with urllib.request.urlopen(request) as answer:
    page = answer.read().decode()
print("first page:", answer.status, page[page.index("<title>"):page.index("</title>")], len(page), "bytes")
END
kill -INT "$demo"
wait "$demo" && echo "== the demonstration ended cleanly ==" || echo "!!! the demonstration ended with $?"
demo=""
tail -2 "$folder/demo.log"
