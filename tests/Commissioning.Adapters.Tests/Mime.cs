using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Commissioning.Adapters.Tests;

/// <summary>An e-mail read as a mail program reads it (RFC 2045 to 2047), as far as these tests look.</summary>
public sealed partial record Mime(IReadOnlyDictionary<string, string> Headers, byte[] Content, IReadOnlyList<Mime> Parts)
{
    public string Kind => Headers.GetValueOrDefault("content-type", "text/plain").Split(';')[0].Trim().ToLowerInvariant();
    public string Text => Encoding.UTF8.GetString(Content).ReplaceLineEndings("\n").TrimEnd('\n');
    public string Subject => EncodedWord().Replace(Between().Replace(Headers["subject"], "?==?"), word =>
        Encoding.UTF8.GetString(word.Groups[1].Value is "B" or "b" ? Convert.FromBase64String(word.Groups[2].Value) : Unquote(word.Groups[2].Value.Replace('_', ' '))));
    public IEnumerable<Mime> Leaves => Parts.Count == 0 ? [this] : Parts.SelectMany(part => part.Leaves);

    public static Mime Read(string message)
    {
        var ends = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>();
        foreach (var line in Folds().Replace(message[..ends], " ").Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant()] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var body = message[(ends + 4)..];
        if (Boundary().Match(headers.GetValueOrDefault("content-type", "")) is { Success: true } boundary)
        {
            var parts = ("\r\n" + body).Split($"\r\n--{boundary.Groups[1].Value}")[1..].Where(part => !part.StartsWith("--", StringComparison.Ordinal));
            return new(headers, [], parts.Select(part => Read(part[(part.IndexOf("\r\n", StringComparison.Ordinal) + 2)..])).ToList());
        }
        return new(headers, headers.GetValueOrDefault("content-transfer-encoding", "7bit").ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(body),
            "quoted-printable" => Unquote(body.Replace("=\r\n", "", StringComparison.Ordinal)),
            _ => Encoding.UTF8.GetBytes(body),
        }, []);
    }

    private static byte[] Unquote(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length) bytes.Add(byte.Parse(text.AsSpan((i += 2) - 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folds();
    [GeneratedRegex("boundary=\"?([^\";]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();
    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();
    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
