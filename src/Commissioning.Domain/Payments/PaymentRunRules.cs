using System.Globalization;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Payments;

public static class PaymentRunRules
{
    /// <summary>How many days ahead a payment run may be dated, to catch a slip in the year. Default, not OPCC policy.</summary>
    public const int MostDaysAhead = 30;

    private const int MostNote = 400;
    private static readonly PaymentStatus[] Results = [PaymentStatus.Paid, PaymentStatus.Failed, PaymentStatus.Returned];

    /// <summary>Null for a working day that is not in the past and leaves the bank the days that it needs.</summary>
    public static Refusal? WhyNotAPayDay(DateOnly? day, DateOnly today, string field, BankFileSettings? bank = null)
    {
        if (day is not { } on)
            return new("Enter the day on which the bank should pay, such as 27 3 2026", field);
        if (on < today)
            return new($"{LondonTime.Date(on)} is in the past", field);
        if (on > today.AddDays(MostDaysAhead))
            return new($"{LondonTime.Date(on)} is more than {MostDaysAhead} days ahead", field);
        var first = bank?.FirstPayDay(today) ?? today;
        if (!WorkingDays.IsOne(on))
            return new(
                $"Banks do not work on {LondonTime.Date(on)}. The next working day is {LondonTime.Date(WorkingDays.OnOrAfter(on > first ? on : first))}.",
                field
            );
        return on < first ? new($"{WhyTooSoon(on, bank!)} The next possible day is {LondonTime.Date(first)}.", field) : null;
    }

    /// <summary>Null while the bank still has the days that it needs before the day of payment.</summary>
    /// <param name="today">The day on which the file is taken.</param>
    public static Refusal? WhyTooLate(DateOnly payOn, DateOnly today, BankFileSettings bank) =>
        payOn < (bank.Days > 0 ? bank.FirstPayDay(today) : today)
            ? new(
                $"{WhyTooSoon(payOn, bank)} Remove its payments and make a new payment run, for {LondonTime.Date(bank.FirstPayDay(today))} or later."
            )
            : null;

    private static string WhyTooSoon(DateOnly payOn, BankFileSettings bank) =>
        $"To pay on {LondonTime.Date(payOn)} the bank needs the file by {LondonTime.Date(WorkingDays.Before(payOn, bank.Days))}.";

    /// <summary>Null when a person may say that a run was paid because nothing came back.</summary>
    /// <param name="paidOn">The day of payment, as the bank statement has it.</param>
    /// <param name="waiting">Payments of the run without an answer.</param>
    public static Refusal? WhyCannotMarkPaid(DateOnly payOn, bool sent, int waiting, DateOnly? paidOn, DateOnly today, string field)
    {
        if (!sent)
            return new("The file of this payment run has not been downloaded yet, so nothing can have been paid");
        if (waiting == 0)
            return new("Every payment of this payment run has its answer already");
        if (today < payOn)
            return new($"The money arrives on {LondonTime.Date(payOn)}. Until then nobody knows whether it comes back.");
        if (paidOn is not { } day)
            return new("Enter the day on which the bank paid, such as 27 3 2026", field);
        return day < payOn || day > today
            ? new($"Enter a day from {LondonTime.Date(payOn)}, when the money was due, to today", field)
            : null;
    }

    public static string Number(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"P-{year}-{number:000}");

    /// <summary>The reference of a payment in the bank file and on statements; at most the 18 characters Bacs allows.</summary>
    public static string Reference(string run, int line) => string.Create(CultureInfo.InvariantCulture, $"{run}-{line:000}");

    /// <summary>What the bank's answer changes, or every line that is wrong; in that case nothing changes. Each file covers the whole
    /// payment run, each payment once. A paid payment may be returned later; any other answer is final.</summary>
    /// <param name="made">The day on which the payment run was made; no payment can be dated earlier.</param>
    public static (IReadOnlyList<PaymentResult> Changes, IReadOnlyList<Refusal> Wrong) Read(
        string number,
        Money total,
        string runTyped,
        string totalTyped,
        IReadOnlyList<BankAnswer> answers,
        IReadOnlyList<PaymentInRun> payments,
        DateOnly made,
        DateOnly today
    )
    {
        List<Refusal> wrong = [];
        List<PaymentResult> changes = [];
        if (!runTyped.Equals(number, StringComparison.OrdinalIgnoreCase))
            wrong.Add(Bad(1, $"this file is for the payment run \"{runTyped}\", and this is {number}"));
        if (Money.Parse(totalTyped) is not { } control)
            wrong.Add(Bad(1, Money.WhyNot(totalTyped, $"\"{totalTyped}\" is not a control total in pounds and pence")));
        else if (control != total)
            wrong.Add(Bad(1, $"the control total is {control}, and the payment run's is {total}"));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var answer in answers)
        {
            if (!seen.Add(answer.Reference))
                wrong.Add(Bad(answer.Line, $"{answer.Reference} is in the file twice"));
            else if (
                payments.FirstOrDefault(payment => payment.BankReference.Equals(answer.Reference, StringComparison.OrdinalIgnoreCase))
                is not { } found
            )
                wrong.Add(Bad(answer.Line, $"no payment of this payment run has the reference \"{answer.Reference}\""));
            else
                wrong.AddRange(Why(answer, found).Select(why => Bad(answer.Line, why)));
        }
        wrong.AddRange(
            payments
                .Where(payment => !seen.Contains(payment.BankReference))
                .Select(payment => new Refusal($"{payment.BankReference} is missing from the file"))
        );
        return wrong.Count > 0 ? ([], wrong) : (changes, []);

        IEnumerable<string> Why(BankAnswer answer, PaymentInRun found)
        {
            if (Money.Parse(answer.Amount) is not { } amount)
                yield return Money.WhyNot(answer.Amount, $"\"{answer.Amount}\" is not an amount in pounds and pence");
            else if (amount != found.Amount)
                yield return $"the amount is {amount}, and {found.BankReference} is {found.Amount}";
            if (Day(answer.Day) is not { } day)
                yield return $"\"{answer.Day}\" is not a date such as 2026-03-27 or 27/03/2026";
            else if (day < made || day > today)
                yield return $"{LondonTime.Date(day)} is not between {LondonTime.Date(made)}, when the payment run was made, and today";
            else if (answer.Note.Length > MostNote)
                yield return $"the note is longer than {MostNote} characters";
            else if (
                Results.FirstOrDefault(result => result.ToString().Equals(answer.Result, StringComparison.OrdinalIgnoreCase)) is var to
                && to == default
            )
                yield return $"\"{answer.Result}\" is not PAID, FAILED or RETURNED";
            else if (found.Status == PaymentStatus.Scheduled || (found.Status == PaymentStatus.Paid && to == PaymentStatus.Returned))
                changes.Add(new(found, to, day, answer.Note.Length == 0 ? null : answer.Note));
            else if (found.Status != to)
                yield return $"{found.BankReference} was already {found.Status.ToString().ToLowerInvariant()}, so it cannot now be {to.ToString().ToLowerInvariant()}";
            else if (to == PaymentStatus.Paid && found.PaidOn != day)
                yield return $"{found.BankReference} was already paid on {LondonTime.Date(found.PaidOn!.Value)}";
        }

        static Refusal Bad(int line, string why) => new($"Line {line}: {why}");
    }

    /// <summary>Parses 2026-03-27 or 27/03/2026.</summary>
    public static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact(typed.Trim(), ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
