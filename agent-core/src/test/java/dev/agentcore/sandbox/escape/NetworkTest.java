// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** There is no network by any API, and attempts fail with clear errors. */
@AttackSuite
final class NetworkTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    @Test
    void socketsFail() {
        Refusals.attempt(SERVER, """
                __import__('socket').socket().connect(('127.0.0.1', 80)) | OSError 101
                __import__('socket').socket().connect_ex(('127.0.0.1', 80)) | returned 101
                __import__('socket').socket().bind(('', 0)) | OSError 101
                __import__('socket').socket().listen() | OSError 101
                __import__('socket').socket().sendto(b'', ('127.0.0.1', 53)) | OSError 101
                __import__('socket').socket().recv(1) | OSError 107
                __import__('_wasi_socket').socket() | OSError 95
                __import__('socket').socket(fileno=0) | OSError 88
                __import__('socket').socket(fileno=3) | OSError 88
                __import__('socket').fromfd(0, 2, 1) | OSError 101
                __import__('socket').socketpair() | OSError 101
                __import__('socket').create_connection(('127.0.0.1', 80)) | OSError 101
                __import__('socket').create_server(('', 0)) | OSError 101
                __import__('socket').getaddrinfo('example.com', 80) | gaierror -4
                __import__('socket').gethostbyname('example.com') | gaierror -4
                __import__('socket').gethostbyaddr('10.0.0.1') | herror 1
                """);
    }

    @Test
    void protocolsFail() {
        Refusals.attempt(SERVER, """
                __import__('http.client').client.HTTPConnection('127.0.0.1', 80).request('GET', '/') | OSError 101
                __import__('http.server').server.HTTPServer(('', 0), None) | OSError 101
                __import__('urllib.request').request.urlopen('http://127.0.0.1') | URLError 101
                __import__('urllib.request').request.urlopen('https://127.0.0.1') | URLError 101
                __import__('urllib.request').request.urlopen('file:///etc/passwd') | URLError 2
                __import__('urllib.request').request.urlopen('ftp://127.0.0.1') | URLError 101
                __import__('xmlrpc.client').client.ServerProxy('http://127.0.0.1').x() | OSError 101
                __import__('ftplib').FTP('127.0.0.1') | OSError 101
                __import__('smtplib').SMTP('127.0.0.1') | OSError 101
                __import__('imaplib').IMAP4('127.0.0.1') | OSError 101
                __import__('poplib').POP3('127.0.0.1') | OSError 101
                __import__('socketserver').TCPServer(('', 0), None) | OSError 101
                __import__('logging.handlers').handlers.SysLogHandler().socket.sendto(b'', ('localhost', 514)) | OSError 101
                __import__('ssl').create_default_context().wrap_bio(None, None) | SSLError 1
                __import__('webbrowser').open('http://127.0.0.1') | returned False
                """);
    }
}
