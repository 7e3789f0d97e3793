using System.Globalization;
using System.Text;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Payments;

/// <summary>
/// A payment file for the bank in the record layout of Bacs Standard 18: with its labels, or only the data, contra and UTL1 records. A data
/// record has 100 characters, or 106 with the processing day at its end; a label has 80.
/// The standard itself is sold, so the positions are those that public layouts agree on: the Standard 18 message implementation guides of
/// HSBC (August 2012) and Bank of Ireland (appendix 2), NatWest's Bankline import guide for Bacstel-IP (December 2010), FinDock's mapping
/// (docs.findock.com) and IBM's note on the 100 and 106 byte records.
/// </summary>
public static class BacsFile
{
    public const int RecordLength = 106;
    private const int LabelLength = 80;
    private const int ShortLength = 100;
    private const string Credit = "99",
        Contra = "17";

    /// <summary>One record for each payment, a contra that debits their total from our account, and a control record with totals (pence)
    /// and counts. Lines end with CR LF.</summary>
    public static string Write(BankAccount from, DateOnly processingDay, IReadOnlyList<BacsPayment> payments)
    {
        var text = new StringBuilder();
        Records(text, from, processingDay, RecordLength, payments);
        Line(text, Totals(payments));
        return text.ToString();
    }

    /// <summary>The same with VOL1, HDR1, HDR2 and UHL1 before it and EOF1 and EOF2 before UTL1, as a service user sends it.</summary>
    /// <param name="createdOn">The day on which the file is first taken; on or before the processing day.</param>
    /// <param name="payOn">The entry day, on which the payees have the money; processing is the working day before.</param>
    /// <param name="serial">Six characters that name this submission; never twice for a processing day.</param>
    public static string Write(
        BankFileSettings settings,
        BankAccount from,
        DateOnly createdOn,
        DateOnly payOn,
        string serial,
        IReadOnlyList<BacsPayment> payments
    )
    {
        var (text, user, processing) = (new StringBuilder(), settings.ServiceUserNumber, ProcessingDay(payOn));
        var length = settings.MultipleDays ? RecordLength : ShortLength;
        // One file in the submission (1), section and sequence 0001. It is kept until day five, when a credit can come back.
        var first = $"A{user}S  1{user}{serial}00010001{"", 6}{Day(createdOn)}{Day(WorkingDays.After(payOn, 2))} 000000";
        // Records of a fixed length (F) in blocks of 2,000.
        var second = $"F02000{Digits(length, 5)}{"", 35}00";
        Line(text, $"VOL1{serial}{"", 31}{user}{"", 32}1");
        Line(text, $"HDR1{first}");
        Line(text, $"HDR2{second}");
        // For Bacs itself (999999), in sterling (00).
        Line(
            text,
            $"UHL1{Day(processing)}999999    00000000{(settings.MultipleDays ? "4 MULTI  " : "1 DAILY  ")}{Digits(settings.FileNumber, 3)}"
        );
        Records(text, from, processing, length, payments);
        Line(text, $"EOF1{first}");
        Line(text, $"EOF2{second}");
        // No Direct Debit instruction is in it.
        Line(text, $"{Totals(payments)}{"", 8}{Digits(0, 7)}");
        return text.ToString();
    }

    /// <summary>The day on which Bacs processes what the payees have on another.</summary>
    public static DateOnly ProcessingDay(DateOnly payOn) => WorkingDays.Before(payOn, 1);

    /// <summary>The serial of a payment run's submission: the last two digits of its year and its number in four.</summary>
    public static string Serial(string run) =>
        run.Split('-') is [_, { Length: 4 } year, { Length: <= 4 } number] ? year[2..] + number.PadLeft(4, '0') : run[^6..];

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

    private static void Records(StringBuilder text, BankAccount from, DateOnly processing, int length, IReadOnlyList<BacsPayment> payments)
    {
        foreach (var payment in payments)
            Line(text, Record(payment.To, Credit, payment.Amount, payment.Reference, payment.To.AccountName));
        Line(text, Record(from, Contra, payments.Sum(payment => payment.Amount), "CONTRA", from.AccountName));

        string Record(BankAccount to, string code, Money amount, string reference, string destination) =>
            $"{to.SortCode}{to.AccountNumber}0{code}{from.SortCode}{from.AccountNumber}    {Digits(amount.Pence, 11)}{Plain(from.AccountName)}{Plain(reference)}{Plain(destination)}{(length == RecordLength ? Day(processing) : "")}";
    }

    /// <summary>Debits, then credits: the contra debit must equal the sum of the credits.</summary>
    private static string Totals(IReadOnlyList<BacsPayment> payments)
    {
        var total = payments.Sum(payment => payment.Amount).Pence;
        return $"UTL1{Digits(total, 13)}{Digits(total, 13)}{Digits(1, 7)}{Digits(payments.Count, 7)}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.PadRight(LabelLength)).Append("\r\n");

    /// <summary>A blank, two digits of the year and three of the day of the year.</summary>
    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $" {day.Year % 100:00}{day.DayOfYear:000}");

    private static string Digits(long number, int width) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') is var digits && digits.Length == width && number >= 0
            ? digits
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"A Bacs record has {width} digits for it");
}
