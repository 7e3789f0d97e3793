using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Watching;

/// <summary>The last safeguard of the log. Nothing that identifies a person is logged on purpose; these rules mask what slips through:
/// e-mail addresses, UK telephone numbers, account numbers, sort codes and postcodes, and exception messages that quote typed
/// text.</summary>
public static partial class Redaction
{
    // Messages that quote no typed text: our own, or the machine's about itself. Any other message is left out.
    private static readonly HashSet<Type> Harmless =
    [
        typeof(ConcurrencyException),
        typeof(DuplicateException),
        typeof(NotFoundException),
        typeof(MigrationException),
        typeof(ScannerException),
        typeof(PdfUnavailableException),
        typeof(System.Net.Sockets.SocketException),
        typeof(IOException),
        typeof(TimeoutException),
        typeof(NullReferenceException),
        typeof(ObjectDisposedException),
        typeof(OperationCanceledException),
        typeof(TaskCanceledException),
        typeof(UnauthorizedAccessException),
        typeof(DirectoryNotFoundException),
        typeof(FileNotFoundException),
        typeof(OutOfMemoryException),
        typeof(System.Security.Authentication.AuthenticationException),
    ];

    /// <summary>Replaces each such pattern with its kind in square brackets.</summary>
    public static string Of(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            text = Email().Replace(text, "[e-mail]");
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return text;
        // Ids are needed to find a record again, so they are skipped and no part of one is mistaken for a number.
        return Patterns()
            .Replace(
                text,
                match =>
                    match switch
                    {
                        _ when match.Groups["id"].Success => match.Value,
                        _ when match.Groups["phone"].Success => "[phone]",
                        _ when match.Groups["sort"].Success => "[sort code]",
                        _ when match.Groups["account"].Success => "[account]",
                        _ => "[postcode]",
                    }
            );
    }

    /// <summary>Type, message where harmless, and stack; then the inner exceptions.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (var (one, depth) = (exception, 0); one is not null && depth < 8; one = one.InnerException, depth++)
        {
            if (depth > 0)
                text.Append("\n caused by ");
            text.Append(Reason(one));
            if (one.StackTrace is { } trace)
                text.Append('\n').Append(trace);
        }
        return text.ToString();
    }

    /// <summary>What went wrong in one line, without anything a person typed.</summary>
    public static string Reason(Exception exception)
    {
        var detail = exception switch
        {
            SqliteException sqlite => string.Create(CultureInfo.InvariantCulture, $"error {sqlite.SqliteExtendedErrorCode}"),
            SqlException server => string.Create(CultureInfo.InvariantCulture, $"error {server.Number}"),
            MailKit.Net.Smtp.SmtpCommandException smtp => smtp.StatusCode.ToString(),
            HttpRequestException http => http.HttpRequestError.ToString(),
            AggregateException several => string.Create(CultureInfo.InvariantCulture, $"{several.InnerExceptions.Count} together"),
            _ when Harmless.Contains(exception.GetType()) => Of(exception.Message),
            _ => "message left out",
        };
        return $"{exception.GetType().Name} ({detail})";
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+'’\-]+@[\p{L}\p{N}\-]+(\.[\p{L}\p{N}\-]+)*")]
    private static partial Regex Email();

    // Ids first, so that nothing inside one is masked: a Guid, or 16 or more hex characters such as a trace id or hash.
    [GeneratedRegex(
        """
            (?<id>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{16,64}\b)
            |(?<phone>(?<![\w.])(?:\+44[ -]?(?:\(0\)[ -]?)?|0044[ -]?|\(?0)[1-37-9]\d{1,4}\)?(?:[ -]?\d){5,8}(?![\w]))
            |(?<sort>(?<![\w-])\d{2}[- ]\d{2}[- ]\d{2}(?![\w-]))
            |(?<account>(?<![\w.,:\-/])\d{8}(?![\w.,:\-/]))
            |(?<post>\b(?:GIR[ ]?0AA|[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2})\b)
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Patterns();
}
