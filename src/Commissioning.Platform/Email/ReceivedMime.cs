using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Commissioning.Platform.Email;

/// <summary>Reads an e-mail of whichever make: delivery reports (RFC 3464 and the plain ones of Exim, Gmail and qmail), automatic answers
/// (RFC 3834), and answers of people.</summary>
public static partial class ReceivedMime
{
    /// <summary>Between the name of the mailbox and the id of the e-mail that is answered.</summary>
    public const string Tag = "+";

    /// <summary>The most bytes of an e-mail that is read whole. Exchange Online and Gmail take 25 MB of files.</summary>
    public const int MostBytes = 36 * 1024 * 1024;

    /// <summary>The most files that are kept of one e-mail.</summary>
    public const int MostFiles = 20;
    private const int MostCharacters = 50_000;
    private const int MostDepth = 20;
    private const int MostReferences = 50;

    /// <param name="raw">The e-mail, or its headers where it is too large.</param>
    /// <param name="isWhole">False: only the headers.</param>
    public static ReceivedMail Read(byte[] raw, bool isWhole = true)
    {
        using var message = Load(raw);
        var leftOut = new List<string>();
        if (!isWhole)
            leftOut.Add($"It is larger than {MostBytes / 1024 / 1024} MB, so its text and files were not read. Open it in the mailbox.");
        var text = Plain(TextOf(message));
        if (text.Length > MostCharacters)
        {
            leftOut.Add($"Its text has {text.Length:N0} characters, of which the first {MostCharacters:N0} are kept.");
            text = text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
        }
        if (message.BodyParts.Any(part => part is MimePart && part.ContentType.MediaType == "multipart"))
            leftOut.Add($"Its parts are nested more than {MostDepth} deep. What is deeper was not read.");
        var report = ReportOf(message, text);
        var (files, more) = report is null ? FilesOf(message) : ([], []);
        var from = message.From.Mailboxes.FirstOrDefault();
        return new()
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(raw)),
            FromAddress = from?.Address is { Length: <= 320 } address ? address.Trim().ToLowerInvariant() : "",
            FromName = OneLine(from?.Name, 200),
            Subject = OneLine(message.Subject, 300),
            Text = text,
            Answers = AnswersOf(message),
            IsAutomatic = IsAutomatic(message),
            IsForged = message.Headers.Any(header =>
                header.Field.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase)
                && DmarcFailed().IsMatch(header.Value ?? "")
            ),
            Report = report,
            Files = files,
            LeftOut = [.. leftOut, .. more],
        };
    }

    private static MimeMessage Load(byte[] raw)
    {
        var options = new ParserOptions { MaxMimeDepth = MostDepth };
        try
        {
            return MimeMessage.Load(options, new MemoryStream(raw, writable: false));
        }
        // Without headers that can be read, all of it is text.
        catch (FormatException)
        {
            return MimeMessage.Load(options, new MemoryStream([.. "\r\n"u8, .. raw], writable: false));
        }
    }

    private static string TextOf(MimeMessage message) =>
        message.TextBody is { } plain && plain.Trim().Length > 0 ? plain
        : message.HtmlBody is { } html ? HtmlText.Of(html)
        : "";

    private static (IReadOnlyList<ReceivedMail.ReceivedFile> Files, IReadOnlyList<string> LeftOut) FilesOf(MimeMessage message)
    {
        var (files, leftOut, number) = (new List<ReceivedMail.ReceivedFile>(), new List<string>(), 0);
        foreach (var part in message.BodyParts.Where(part => part.IsAttachment || part is MessagePart))
        {
            number++;
            if (number > MostFiles)
                continue;
            var name = OneLine(part.ContentDisposition?.FileName ?? part.ContentType.Name, 200);
            if (name.Length == 0)
                name = string.Create(CultureInfo.InvariantCulture, $"file {number}");
            if (part is not MimePart { Content: { } content })
            {
                leftOut.Add($"{name} is an e-mail inside this e-mail and was not kept.");
                continue;
            }
            using var decoded = new MemoryStream();
            content.DecodeTo(decoded);
            files.Add(new(name, decoded.ToArray()));
        }
        if (number > MostFiles)
            leftOut.Add($"{number - MostFiles:N0} more files were not kept: of one e-mail we keep {MostFiles}.");
        return (files, leftOut);
    }

    // Our ids, in the order of trust: the address was made for this one e-mail.
    private static IReadOnlyList<Guid> AnswersOf(MimeMessage message)
    {
        var addressed = message
            .To.Mailboxes.Concat(message.Cc.Mailboxes)
            .Select(one => one.Address)
            .Concat(
                message
                    .Headers.Where(header => header.Field.ToLowerInvariant() is "delivered-to" or "x-original-to" or "envelope-to")
                    .Select(header => header.Value ?? "")
            )
            .SelectMany(address => TagPattern().Matches(address));
        var referred = new[] { message.InReplyTo ?? "" }
            .Concat(message.References.Reverse().Take(MostReferences))
            .SelectMany(reference => IdPattern().Matches(reference));
        return addressed.Concat(referred).Select(match => Guid.ParseExact(match.Groups[1].Value, "N")).Distinct().ToList();
    }

    private static bool IsAutomatic(MimeMessage message) =>
        message.Headers["Auto-Submitted"] is { } submitted && !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || message.Headers.Contains("X-Autoreply")
        || message.Headers.Contains("X-Autorespond")
        || message.Headers["Precedence"]?.Trim().ToLowerInvariant() is "auto_reply"
        || message.Headers["Return-Path"]?.Trim() is "<>"
        // A receipt that the e-mail was opened (RFC 8098).
        || message.Body is MultipartReport { ReportType: "disposition-notification" };

    private static ReceivedMail.DeliveryReport? ReportOf(MimeMessage message, string text)
    {
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status)
        {
            var groups = status.StatusGroups.Skip(1).Where(group => group.Contains("Action")).ToList();
            var failed = groups.FirstOrDefault(group => "failed".Equals(group["Action"]?.Trim(), StringComparison.OrdinalIgnoreCase));
            var told = failed ?? groups.FirstOrDefault();
            return new(
                OriginalOf(message),
                failed is not null,
                OneLine(
                    string.Join(
                        " ",
                        new[] { AfterType(told?["Final-Recipient"]), told?["Status"], AfterType(told?["Diagnostic-Code"]) }.Where(part =>
                            !string.IsNullOrWhiteSpace(part)
                        )
                    ),
                    1000
                )
            );
        }
        var server = message.From.Mailboxes.FirstOrDefault()?.Address.Split('@')[0].ToLowerInvariant() is "mailer-daemon" or "postmaster";
        var isQmail = text.StartsWith("Hi. This is the qmail-send program", StringComparison.Ordinal);
        var recipient = message.Headers["X-Failed-Recipients"];
        if (!server || (recipient is null && !isQmail))
            return null;
        // Both quote the headers of the e-mail below their own words.
        var id = QuotedId().Match(text) is { Success: true } quoted ? Guid.ParseExact(quoted.Groups[1].Value, "N") : OriginalOf(message);
        return new(id, true, OneLine($"{recipient} {text}", 1000));
    }

    /// <summary>The e-mail that a report returns, whole or only its headers.</summary>
    private static Guid? OriginalOf(MimeMessage message)
    {
        foreach (var part in message.BodyParts)
        {
            var id = part switch
            {
                MessagePart { Message: { } returned } => returned.MessageId ?? "",
                TextPart text => QuotedId().Match(text.Text ?? "") is { Success: true } found ? found.Groups[1].Value + "@" : "",
                _ => "",
            };
            if (IdPattern().Match(id) is { Success: true } match)
                return Guid.ParseExact(match.Groups[1].Value, "N");
        }
        return null;
    }

    /// <summary>Without the type before it, such as rfc822; or smtp;.</summary>
    private static string? AfterType(string? value) => value?[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();

    private static string OneLine(string? text, int most)
    {
        var line = string.Join(
            ' ',
            (text ?? "")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => string.Concat(word.Where(letter => !char.IsControl(letter))))
        );
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
            if (!char.IsControl(letter) || letter is '\n' or '\t')
                plain.Append(letter);
        return EmptyLines().Replace(plain.ToString().Trim(), "\n\n");
    }

    [GeneratedRegex(@"\+([0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^<?([0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^Message-ID:\s*<([0-9a-f]{32})@", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex QuotedId();

    [GeneratedRegex(@"\bdmarc=fail\b", RegexOptions.IgnoreCase)]
    private static partial Regex DmarcFailed();

    [GeneratedRegex(@"\n[ \t]*\n(?:[ \t]*\n)+")]
    private static partial Regex EmptyLines();
}
