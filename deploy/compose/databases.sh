#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: a database and a user of its own for each node.
set -eu
for node in kh th; do
    case $node in kh) password=$PASSWORD_KH ;; th) password=$PASSWORD_TH ;; esac
    psql --set ON_ERROR_STOP=1 --username postgres --set name="$node" --set password="$password" <<'END'
CREATE ROLE :"name" LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE :"name" OWNER :"name" ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
END
done
