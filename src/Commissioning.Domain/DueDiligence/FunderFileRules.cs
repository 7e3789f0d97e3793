using System.Globalization;

namespace Commissioning.Domain.DueDiligence;

/// <summary>What is read of another funder's file of grants, and when the file is refused. All limits are our defaults, not policy of the
/// office.</summary>
public static class FunderFileRules
{
    /// <summary>Grants in one file.</summary>
    public const int MostGrants = 50_000;

    /// <summary>Up to one row in so many may be set aside; more refuse the file.</summary>
    public const int RowsForOneBad = 3;

    /// <summary>Days after which a file is old. Funders bring one out each quarter or each year.</summary>
    public const int OldAfterDays = 365;

    /// <summary>Characters of an identifier, of a name and of a title; a longer title or description is cut.</summary>
    public const int LongestId = 200,
        LongestName = 300,
        LongestTitle = 300,
        LongestDescription = 1000;

    /// <summary>In pounds or another currency. More is a slip.</summary>
    private const decimal MostMoney = 999_999_999_999.99m;

    /// <summary>Months of a grant. More is a slip, and then its length is not known.</summary>
    private const int MostMonths = 600;
    private static readonly DateOnly Earliest = new(1950, 1, 1);

    /// <summary>The grant in a row, or why the row cannot be used: a phrase such as "the amount is missing". The funder is checked
    /// too.</summary>
    /// <param name="today">No grant was awarded after it.</param>
    public static (FunderGrant? Grant, string? Fault) Read(FunderGrantRow row, DateOnly today)
    {
        var (id, title, recipient) = (Plain(row.GrantId), Plain(row.Title), Plain(row.RecipientName));
        var (funder, funderName) = (Plain(row.FunderId), Plain(row.FunderName));
        foreach (
            var (text, name, longest) in new[]
            {
                (id, "identifier of the grant", LongestId),
                (title, "title", int.MaxValue),
                (recipient, "name of the recipient", LongestName),
                (funder, "identifier of the funder", LongestId),
                (funderName, "name of the funder", LongestName),
            }
        )
            if (WhyWrong(text, name, longest) is { } wrong)
                return (null, wrong);
        var currency = Plain(row.Currency).ToUpperInvariant();
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter))
            return (
                null,
                currency.Length == 0 ? "the currency is missing" : $"the currency \"{Cut(currency)}\" is not three letters, such as GBP"
            );
        if (Hundredths(row.Amount) is not { } amount)
            return (
                null,
                Plain(row.Amount) is { Length: > 0 } typed
                    ? $"the amount awarded \"{Cut(typed)}\" is not a number from 0 to 999,999,999,999.99"
                    : "the amount awarded is missing"
            );
        if (Day(row.AwardedOn, isLast: false, wholeDay: true) is not { } awarded)
            return (
                null,
                Plain(row.AwardedOn) is { Length: > 0 } typedDay
                    ? $"the award date \"{Cut(typedDay)}\" is not a day, such as 2026-03-31"
                    : "the award date is missing"
            );
        if (awarded > today || awarded < Earliest)
            return (null, $"the award date {LondonTime.Date(awarded)} is {(awarded > today ? "in the future" : "before 1950")}");
        foreach (var (text, name) in new[] { (row.StartsOn, "start date"), (row.EndsOn, "end date") })
            if (Plain(text) is { Length: > 0 } typedDate && Day(text, isLast: false, wholeDay: false) is null)
                return (null, $"the {name} \"{Cut(typedDate)}\" is not a date, such as 2026-03-31");
        var starts = Day(row.StartsOn, isLast: false, wholeDay: false);
        var ends = Day(row.EndsOn, isLast: true, wholeDay: false) ?? EndOf(starts ?? awarded, row.Months);
        if (ends < starts)
            return (null, $"the end date {LondonTime.Date(ends.Value)} is before the start date {LondonTime.Date(starts!.Value)}");
        var postcode = PostcodeRules.Normalise(Plain(row.Postcode));
        var description = Plain(row.Description);
        return (
            new()
            {
                FunderId = funder,
                FunderName = funderName,
                GrantId = id,
                Title = Sentences.Beginning(title, LongestTitle - 1),
                Description = description.Length == 0 ? null : Sentences.Beginning(description, LongestDescription - 1),
                Currency = currency,
                Amount = amount,
                AwardedOn = awarded,
                StartsOn = starts,
                EndsOn = ends,
                RecipientId = Plain(row.RecipientId) is { Length: > 0 and <= LongestId } recipientId ? recipientId : null,
                RecipientName = recipient,
                CharityNumber = NumberOf(Register.Charity, row.CharityNumber, row.RecipientId),
                CompanyNumber = NumberOf(Register.Company, row.CompanyNumber, row.RecipientId),
                Postcode = PostcodeRules.IsPostcode(postcode) ? postcode : null,
            },
            null
        );
    }

    /// <summary>Null when a file may be used: it has a grant to an organisation, and few enough rows are bad.</summary>
    /// <param name="good">Rows that were read.</param>
    /// <param name="bad">Rows set aside.</param>
    /// <param name="individuals">Rows left out because a person is the recipient. They count as neither.</param>
    public static string? WhyRefused(int good, int bad, int individuals) =>
        bad * RowsForOneBad > good + bad
            ? $"{Number(bad)} of {Number(good + bad)} rows cannot be read. At most one in three may be set aside"
        : good > 0 ? null
        : individuals > 0
            ? $"{(individuals == 1 ? "The one grant in it is" : $"All {Number(individuals)} grants in it are")} to individuals, which we do not keep"
        : "It has no grants";

    /// <summary>Null when a file of this day may come into use.</summary>
    /// <param name="inUse">Day of the funder's file in use; null: none.</param>
    public static Refusal? WhyWrongDay(DateOnly? day, DateOnly today, DateOnly? inUse, string field) =>
        day is not { } given ? new("Enter the date of the file", field)
        : given > today ? new("The date of the file cannot be in the future", field)
        : inUse > given ? new($"A file of this funder of {LondonTime.Date(inUse.Value)} is in use, and it is newer", field)
        : null;

    /// <summary>How old the file of one funder is.</summary>
    public static ListAge AgeOf(string funder, DateOnly day, DateOnly today)
    {
        var days = today.DayNumber - day.DayNumber;
        return new(
            funder,
            day,
            days > OldAfterDays,
            days > OldAfterDays
                ? $"Grants of {funder}: the file is of {LondonTime.Date(day)}. It is {Number(days)} days old, and more than {OldAfterDays} is too old."
                : $"Grants of {funder}: file of {LondonTime.Date(day)}"
        );
    }

    /// <summary>A number of the register: from its own field, or from an identifier such as GB-CHC-1234567 or GB-COH-01234567. Null: none
    /// that has the register's format.</summary>
    public static string? NumberOf(Register register, string? typed, string? identifier)
    {
        var (prefix, number) = Plain(identifier).ToUpperInvariant().Split('-', 3) is ["GB", var list, var rest] ? (list, rest) : ("", "");
        var candidates = new[]
        {
            Plain(typed),
            (register, prefix) switch
            {
                (Register.Charity, "CHC" or "SC") or (Register.Company, "COH") => number,
                (Register.Charity, "NIC") => number.StartsWith("NIC", StringComparison.Ordinal) ? number : $"NIC{number}",
                _ => "",
            },
        };
        return candidates
            .Where(one => one.Length is > 0 and <= 20)
            .Select(one => RegisterRules.Plain(register, one))
            .FirstOrDefault(one => RegisterRules.WhyNumberIsWrong(register, one) is null);
    }

    private static string? WhyWrong(string text, string name, int longest) =>
        text.Length == 0 ? $"the {name} is missing"
        : text.Contains('\ufffd', StringComparison.Ordinal) ? $"the {name} is not UTF-8"
        : text.Length > longest ? $"the {name} is longer than {Number(longest)} characters"
        : null;

    /// <summary>Half a hundredth and more is rounded up.</summary>
    private static long? Hundredths(string? text) =>
        decimal.TryParse(
            Plain(text).TrimStart('£'),
            NumberStyles.Number | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var amount
        ) && amount is >= 0 and <= MostMoney
            ? (long)Math.Round(amount * 100, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>A day, also as a month or a year where a whole day is not asked for, and with a time, which is left out.</summary>
    /// <param name="isLast">Of a month or a year the last day, otherwise the first.</param>
    private static DateOnly? Day(string? text, bool isLast, bool wholeDay)
    {
        var plain = Plain(text).Split('T', ' ')[0];
        if (Exact(plain, "yyyy-MM-dd", "dd/MM/yyyy") is { } day)
            return day;
        if (wholeDay)
            return null;
        if (Exact(plain, "yyyy-MM") is { } month)
            return isLast && month.Year < 9999 ? month.AddMonths(1).AddDays(-1) : month;
        return Exact(plain, "yyyy") is { } year
            ? isLast
                ? new(year.Year, 12, 31)
                : year
            : null;
    }

    private static DateOnly? Exact(string text, params string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly? EndOf(DateOnly starts, string? months) =>
        decimal.TryParse(Plain(months), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length)
        && length is >= 1 and <= MostMonths
        && starts.Year < 9000
            ? starts.AddMonths((int)Math.Ceiling(length)).AddDays(-1)
            : null;

    /// <summary>One line without control characters.</summary>
    private static string Plain(string? text) =>
        string.Join(
            ' ',
            string.Concat((text ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

    private static string Cut(string text) => text.Length <= 40 ? text : $"{text[..39]}…";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
