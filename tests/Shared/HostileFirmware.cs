namespace LoadSharing.Tests;

/// <summary>
/// A program in place of a firmware that answers requests for one path with a hostile body, and all others as a firmware without peers. It logs the headers.
/// </summary>
internal static class HostileFirmware
{
    // Perl is part of every Debian, Ubuntu and macOS.
    private const string Program =
        """
        use strict;
        use IO::Socket::INET;
        my ($path, $body, $count, $seen) = splice @ARGV, 0, 4;
        my ($port) = map { /^www_http_port=(\d+)$/ } @ARGV;
        $SIG{CHLD} = 'IGNORE';
        my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 64, ReuseAddr => 1) or die "$port: $!";
        while (1) {
          my $client = $server->accept or next;
          next if fork;
          my ($asked) = <$client> =~ /^\S+ (\S+)/;
          while (<$client>) { last if /^\r?\n$/; print STDERR $_ }
          print $client "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
          if ($asked ne $path || ($seen && !-e $seen)) {
            if ($asked eq $path) { open my $mark, '>', $seen or die $! }
            print $client $asked eq '/loadsharing/peers' ? '[]' : '{"version":"1"}';
            exit;
          }
          open my $file, '<:raw', $body or die $!;
          my $text = do { local $/; <$file> };
          for (1 .. $count) { print $client $text or last }
          exit;
        }
        """;

    /// <summary>Writes the program.</summary>
    /// <param name="scratch">Its directory.</param>
    /// <param name="path">The path whose body is hostile, such as <c>/loadsharing/peers</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="count">How many times the body is repeated.</param>
    /// <param name="firstIsHostile">Whether the first answer is hostile. The lab sends the first request for the peer list.</param>
    /// <param name="cancellation">The test's.</param>
    /// <returns>The beginning of its command line; the arguments of a firmware follow.</returns>
    public static async Task<string> WriteAsync(Scratch scratch, string path, string body, int count, bool firstIsHostile, CancellationToken cancellation)
    {
        ProcessTest.RequireProgram("perl");
        await File.WriteAllTextAsync(scratch.Combine("server.pl"), Program, cancellation);
        await File.WriteAllTextAsync(scratch.Combine("body"), body, cancellation);
        return $"perl '{scratch.Combine("server.pl")}' '{path}' '{scratch.Combine("body")}' {count} '{(firstIsHostile ? "" : scratch.Combine("seen"))}'";
    }
}
