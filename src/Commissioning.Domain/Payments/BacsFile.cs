using System.Globalization;
using System.Text;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Payments;

/// <summary>A payment file for the bank in the record layout of Bacs Standard 18 (credit, contra and UTL1 records). Each record has 106
/// characters; the last six are the processing day, as in a multi-day file.</summary>
public static class BacsFile
{
    public const int RecordLength = 106;
    private const string Credit = "99",
        Contra = "17";

    /// <summary>One record for each payment, a contra that debits their total from our account, and a control record with totals (pence)
    /// and counts. Lines end with CR LF.</summary>
    public static string Write(BankAccount from, DateOnly processingDay, IReadOnlyList<BacsPayment> payments)
    {
        var (text, total) = (new StringBuilder(), payments.Sum(payment => payment.Amount));
        foreach (var payment in payments)
            Line(Record(payment.To, Credit, payment.Amount, from.AccountName, payment.Reference, payment.To.AccountName));
        Line(Record(from, Contra, total, from.AccountName, "CONTRA", from.AccountName));
        // Debits, then credits: the contra debit must equal the sum of the credits.
        Line($"UTL1{Digits(total.Pence, 13)}{Digits(total.Pence, 13)}{Digits(1, 7)}{Digits(payments.Count, 7)}".PadRight(80));
        return text.ToString();

        string Record(BankAccount to, string code, Money amount, string originator, string reference, string destination) =>
            $"{to.SortCode}{to.AccountNumber}0{code}{from.SortCode}{from.AccountNumber}    {Digits(amount.Pence, 11)}{Plain(originator)}{Plain(reference)}{Plain(destination)}{Day(processingDay)}";

        void Line(string line) => text.Append(line).Append("\r\n");
    }

    /// <summary>At most 18 characters that Bacs allows: capitals, digits, full stop, ampersand, solidus, hyphen and space. Accents are
    /// stripped, apostrophes dropped, anything else becomes a space.</summary>
    public static string Plain(string words)
    {
        var letters = words
            .Normalize(NormalizationForm.FormD)
            .ToUpperInvariant()
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            .Select(letter => letter is >= 'A' and <= 'Z' or >= '0' and <= '9' or '.' or '&' or '/' or '-' ? letter : ' ');
        var plain = string.Join(' ', new string(letters.ToArray()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return plain.Length > 18 ? plain[..18] : plain.PadRight(18);
    }

    /// <summary>A blank, two digits of the year and three of the day of the year.</summary>
    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $" {day.Year % 100:00}{day.DayOfYear:000}");

    private static string Digits(long number, int width) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') is var digits && digits.Length == width && number >= 0
            ? digits
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"A Bacs record has {width} digits for it");
}
