using System.Globalization;

namespace Commissioning.Domain.Publishing;

/// <summary>A month's extract of finance as it was read (SI 2011/3050, paragraph 3(g)).</summary>
/// <param name="Payments">What the file of the month may have.</param>
/// <param name="Problems">Each row that cannot be used, by its number, with why.</param>
/// <param name="Small">Rows of up to <see cref="SpendingRules.Above"/>.</param>
/// <param name="Grants">References of the rows that are payments of grants, which the file of grants has.</param>
public sealed record SpendingFile(
    IReadOnlyList<SpendingFile.Payment> Payments,
    IReadOnlyList<string> Problems,
    int Small,
    IReadOnlyList<string> Grants
)
{
    private const int HeaderWithin = 15;
    private static readonly string[] Formats = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "d/M/yy"];

    /// <param name="Number">From 1, as the spreadsheet shows it.</param>
    public sealed record Row(int Number, IReadOnlyList<string> Cells);

    /// <param name="Purpose">Empty when the row does not say it.</param>
    /// <param name="ValueReason">Why it was value for money; empty when the row does not say it.</param>
    public sealed record Payment(
        int Row,
        string Reference,
        DateOnly PaidOn,
        string Recipient,
        Money Amount,
        string Purpose,
        string ValueReason
    );

    private sealed record Columns(int Date, int Recipient, int Amount, int Reference, int? Purpose, int? Reason);

    /// <summary>Reads the rows under the first heading that names a date, a recipient, an amount and a reference. Good rows are kept, bad
    /// ones named.</summary>
    /// <param name="grantReferences">References of the portal's payments of grants.</param>
    public static Result<SpendingFile> Read(IReadOnlyList<Row> rows, DateOnly month, IReadOnlySet<string> grantReferences)
    {
        var header = rows.Take(HeaderWithin)
            .Select(row => (row.Number, Columns: ColumnsOf(row.Cells)))
            .FirstOrDefault(row => row.Columns is not null);
        if (header.Columns is not { } columns)
            return new Refusal(
                "No row has the headings that are needed: a date, a supplier or recipient, an amount and a reference. Purpose and reason (value for money) can be added here."
            );
        var (payments, problems, small, grants) = (new List<Payment>(), new List<string>(), 0, new List<string>());
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(row => row.Number > header.Number))
        {
            string Cell(int? at) => at is { } column && column < row.Cells.Count ? row.Cells[column].Trim() : "";
            var (reference, amount) = (Cell(columns.Reference), AmountOf(Cell(columns.Amount)));
            if (amount is { } little && little <= SpendingRules.Above)
                small++;
            else if (grantReferences.Contains(reference))
                grants.Add(reference);
            else if (WhyNot(reference, Cell(columns.Date), Cell(columns.Recipient), Cell(columns.Amount), amount, month, seen) is { } why)
                problems.Add($"Row {row.Number}: {why}");
            else if (SpendingRules.WhyTooLong(Cell(columns.Purpose), Cell(columns.Reason)) is { } tooLong)
                problems.Add($"Row {row.Number}: {tooLong.Sentence}");
            else
            {
                seen.Add(reference, row.Number);
                payments.Add(
                    new(
                        row.Number,
                        reference,
                        DateOf(Cell(columns.Date))!.Value,
                        Cell(columns.Recipient),
                        amount!.Value,
                        Cell(columns.Purpose),
                        Cell(columns.Reason)
                    )
                );
            }
        }
        return Result.Made(new SpendingFile(payments, problems, small, grants));
    }

    private static string? WhyNot(
        string reference,
        string date,
        string recipient,
        string typed,
        Money? amount,
        DateOnly month,
        Dictionary<string, int> seen
    ) =>
        reference.Length == 0 ? "it has no reference"
        : reference.Length > SpendingRules.LongestReference ? $"its reference has more than {SpendingRules.LongestReference} characters"
        : seen.TryGetValue(reference, out var other) ? $"its reference is on row {other} as well"
        : amount is null
            ? Money.WhyNot(typed, typed.Length == 0 ? "it has no amount" : $"\"{Cut(typed)}\" is no amount in pounds and pence")
        : date.Length == 0 ? "it has no date"
        : DateOf(date) is not { } day ? $"\"{Cut(date)}\" is no date"
        : ReleaseRules.FirstDay(day) != month ? $"{LondonTime.Date(day)} is not in {LondonTime.Month(month)}"
        : recipient.Length == 0 ? "it has no supplier or recipient"
        : recipient.Length > SpendingRules.LongestRecipient ? $"its recipient has more than {SpendingRules.LongestRecipient} characters"
        : null;

    private static string Cut(string text) => text.Length <= 30 ? text : text[..30] + "...";

    // A credit note is less than nothing, and so not above the limit.
    private static Money? AmountOf(string typed) =>
        Money.Parse(typed) is { } amount ? amount
        : (typed.StartsWith('-') || (typed.StartsWith('(') && typed.EndsWith(')'))) && Money.Parse(typed.Trim('-', '(', ')')) is { } credit
            ? new Money(-credit.Pence)
        : null;

    private static DateOnly? DateOf(string typed) =>
        DateOnly.TryParseExact(
            typed.Split('T', ' ') is [var day, _] ? day : typed,
            Formats,
            CultureInfo.GetCultureInfo("en-GB"),
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    private static Columns? ColumnsOf(IReadOnlyList<string> cells)
    {
        var names = cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        bool Says(string name, params string[] words) => words.Any(word => name.Contains(word, StringComparison.Ordinal));
        int? Find(Func<string, bool> may, params string[] words) =>
            words
                .Select(word => names.FindIndex(name => may(name) && Says(name, word)))
                .Where(at => at >= 0)
                .Select(at => (int?)at)
                .FirstOrDefault();
        // Finance systems have an invoice date and a supplier's number beside what is asked for.
        return
            Find(_ => true, "payment date", "date paid", "paid on", "date") is { } date
            && Find(
                name => !Says(name, " no", " id", "number", "code", "ref", "date"),
                "supplier",
                "recipient",
                "payee",
                "beneficiary",
                "paid to"
            )
                is { } recipient
            && Find(name => !Says(name, "date", "vat"), "amount", "£", "net", "gbp") is { } amount
            && Find(
                name => !Says(name, "date", "amount", "supplier", "recipient", "payee"),
                "reference",
                "ref",
                "transaction",
                "voucher",
                "invoice"
            )
                is { } reference
            ? new(
                date,
                recipient,
                amount,
                reference,
                Find(_ => true, "purpose", "description", "details"),
                Find(_ => true, "value for money", "reason", "why")
            )
            : null;
    }
}
