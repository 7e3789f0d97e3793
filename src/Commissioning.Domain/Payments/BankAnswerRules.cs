using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Payments;

/// <summary>How the items of a bank's file meet the payments that were given to the bank.</summary>
public static partial class BankAnswerRules
{
    /// <summary>A year of one bank's answers, and a bound for what a person has to look through.</summary>
    public const int MostItems = 20_000;

    // A payment without a reference fits only about its day.
    private const int DaysAround = 5;

    public static string Name(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.Arucs => "ARUCS: payments that came back",
            AnswerKind.Awacs => "AWACS: accounts to correct",
            AnswerKind.Camt054 => "camt.054: notification of entries",
            _ => "CSV in our own layout",
        };

    public static string Name(AnswerItemKind kind) =>
        kind switch
        {
            AnswerItemKind.Paid => "Paid",
            AnswerItemKind.Failed => "Failed",
            AnswerItemKind.Returned => "Came back",
            AnswerItemKind.WrongAccount => "Wrong account",
            AnswerItemKind.Pending => "Not booked yet",
            _ => "Something else",
        };

    /// <summary>A reference of one of our payments, such as P-2026-001-001.</summary>
    public static bool IsOurs(string reference) => OurReference().IsMatch(reference);

    /// <summary>The first of our references in a text; null: none.</summary>
    public static string? OursIn(string? text) =>
        text is null ? null
        : OurReferenceWithin().Match(text) is { Success: true } found ? found.Value
        : null;

    /// <summary>Everything that makes the file as a whole unfit, so that none of it is read.</summary>
    public static IReadOnlyList<Refusal> WhyUnfit(IReadOnlyList<AnswerItem> items, DateOnly today, string field)
    {
        if (items.Count == 0)
            return [new("The file has no payment in it", field)];
        if (items.Count > MostItems)
            return [new($"The file has more than {MostItems:N0} items. Ask the bank for one of a shorter period.", field)];
        List<Refusal> wrong = [];
        foreach (var item in items)
        {
            if (item.Day > today)
                wrong.Add(new($"Item {item.Position}: {LondonTime.Date(item.Day)} is in the future", field));
            if (item.Amount is { } amount && amount <= Money.Zero)
                wrong.Add(new($"Item {item.Position}: {amount} is not more than nothing", field));
        }
        wrong.AddRange(
            items
                .Where(item => IsOurs(item.Reference))
                .GroupBy(item => (Key: item.Reference.ToUpperInvariant(), item.Kind))
                .Where(same => same.Count() > 1)
                .Select(same => new Refusal(
                    $"{same.First().Reference} is in the file twice: items {string.Join(" and ", same.Select(item => item.Position))}",
                    field
                ))
        );
        return wrong;
    }

    /// <summary>The same for the same items, in whatever order, layout or under whatever name they come (SHA-256, hexadecimal).</summary>
    public static string Fingerprint(AnswerKind kind, IEnumerable<AnswerItem> items) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        items
                            .Select(item =>
                                $"{item.Kind}|{item.Reference.ToUpperInvariant()}|{item.Amount?.Pence}|{item.Day:yyyy-MM-dd}|{item.LastFour}|{item.Code}"
                            )
                            .Order(StringComparer.Ordinal)
                            .Prepend(kind.ToString())
                    )
                )
            )
        );

    /// <summary>What each item does. A payment is found by its reference; without one, by amount and account (or day), where only one
    /// fits.</summary>
    /// <param name="payments">Every payment of the runs that the file names, and those that an item without a reference may mean.</param>
    public static IReadOnlyList<MatchedItem> Match(IReadOnlyList<AnswerItem> items, IReadOnlyList<AnsweredPayment> payments)
    {
        var now = payments.ToDictionary(payment => payment.Id);
        var byReference = payments.ToDictionary(payment => payment.BankReference, payment => payment.Id, StringComparer.OrdinalIgnoreCase);
        var byRun = payments.ToLookup(payment => payment.RunNumber, payment => payment.Id, StringComparer.OrdinalIgnoreCase);
        var named = items.Select(item => byReference.GetValueOrDefault(item.Reference)).ToHashSet();
        // A payment that left and came back can stand in one file in any order.
        return items
            .OrderBy(item => item.Kind == AnswerItemKind.Paid ? 0 : 1)
            .ThenBy(item => item.Position)
            .Select(One)
            .OrderBy(matched => matched.Item.Position)
            .ToList();

        MatchedItem One(AnswerItem item)
        {
            if (item.Kind == AnswerItemKind.Other)
                return new(item, AnswerOutcome.Left, [], "It is no payment of ours and no return");
            if (byReference.TryGetValue(item.Reference, out var id))
                return Meet(item, now[id]);
            if (item.Kind == AnswerItemKind.Paid && byRun[item.Reference].Any())
                return Batch(item, byRun[item.Reference].Select(one => now[one]).ToList());
            if (item.Reference.Length > 0)
                return new(item, AnswerOutcome.Left, [], $"No payment has the reference \"{item.Reference}\"");
            var fits = now.Values.Where(payment => !named.Contains(payment.Id) && Fits(item, payment)).ToList();
            if (fits.Count != 1)
                return new(
                    item,
                    AnswerOutcome.Left,
                    [],
                    fits.Count == 0
                        ? "It has no reference, and no payment fits its amount and account"
                        : $"It has no reference, and {fits.Count} payments fit"
                );
            named.Add(fits[0].Id);
            return Meet(item, fits[0]);
        }

        MatchedItem Batch(AnswerItem item, IReadOnlyList<AnsweredPayment> all)
        {
            var total = all.Sum(payment => payment.Amount);
            if (item.Amount != total)
                return new(item, AnswerOutcome.Left, [], $"The amount is {item.Amount}, and {all[0].RunNumber} is {total}");
            var each = all.Select(payment => Meet(item with { Reference = payment.BankReference, Amount = payment.Amount }, payment))
                .ToList();
            if (each.FirstOrDefault(one => one.Outcome == AnswerOutcome.Left) is { } left)
                return left with { Item = item };
            var changed = each.Where(one => one.Outcome == AnswerOutcome.Changes).SelectMany(one => one.Payments).ToList();
            return changed.Count > 0
                ? new(
                    item,
                    AnswerOutcome.Changes,
                    changed,
                    changed.Count == 1
                        ? $"{changed[0].BankReference} becomes paid"
                        : $"{changed.Count} payments of {all[0].RunNumber} become paid"
                )
                : new(item, AnswerOutcome.Known, all, "Every payment of it has its answer already");
        }

        MatchedItem Meet(AnswerItem item, AnsweredPayment payment)
        {
            var met = Met(item, payment);
            if (met.Outcome == AnswerOutcome.Changes)
                now[payment.Id] = item.Kind switch
                {
                    AnswerItemKind.WrongAccount => payment with { InUse = false },
                    AnswerItemKind.Paid => payment with { Status = PaymentStatus.Paid, PaidOn = item.Day },
                    var kind => payment with { Status = StatusOf(kind) },
                };
            return met;
        }
    }

    /// <summary>What an item does to one payment.</summary>
    public static MatchedItem Met(AnswerItem item, AnsweredPayment payment)
    {
        if (WhyCannotMeet(item, payment) is { } why)
            return new(item, AnswerOutcome.Left, [], why);
        if (item.Kind == AnswerItemKind.Pending)
            return new(item, AnswerOutcome.Known, [payment], "The bank has not booked it yet, so nothing changes");
        if (item.Kind == AnswerItemKind.WrongAccount)
            return payment.InUse
                ? new(item, AnswerOutcome.Changes, [payment], $"The account ending {payment.LastFour} is to be checked again")
                : new(item, AnswerOutcome.Known, [payment], "The account is not in use any more");
        var to = StatusOf(item.Kind);
        if (
            payment.Status != to
            && (
                payment.Status == PaymentStatus.Failed
                || (payment.Status is PaymentStatus.Paid or PaymentStatus.Returned && to == PaymentStatus.Failed)
            )
        )
            return new(
                item,
                AnswerOutcome.Left,
                [],
                $"{payment.BankReference} is {payment.Status.ToString().ToLowerInvariant()} here, and the bank says {to.ToString().ToLowerInvariant()}. Ask the bank."
            );
        return payment.Status == PaymentStatus.Scheduled || (payment.Status == PaymentStatus.Paid && to == PaymentStatus.Returned)
            ? new(item, AnswerOutcome.Changes, [payment], $"{payment.BankReference} becomes {to.ToString().ToLowerInvariant()}")
            : new(
                item,
                AnswerOutcome.Known,
                [payment],
                $"{payment.BankReference} is {payment.Status.ToString().ToLowerInvariant()} already"
            );
    }

    /// <summary>The status that an item gives a payment.</summary>
    public static PaymentStatus StatusOf(AnswerItemKind kind) =>
        kind switch
        {
            AnswerItemKind.Paid => PaymentStatus.Paid,
            AnswerItemKind.Failed => PaymentStatus.Failed,
            AnswerItemKind.Returned => PaymentStatus.Returned,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It gives a payment no status"),
        };

    private static string? WhyCannotMeet(AnswerItem item, AnsweredPayment payment)
    {
        if (payment.SentAt is null)
            return $"The file of {payment.RunNumber} has not been downloaded yet, so the bank cannot have answered";
        if (item.Amount is { } amount && amount != payment.Amount)
            return $"The amount is {amount}, and {payment.BankReference} is {payment.Amount}";
        if (item.LastFour is { } four && four != payment.LastFour)
            return $"The account ends {four}, and {payment.BankReference} went to the one ending {payment.LastFour}";
        var made = LondonTime.DateOf(payment.RunMadeAt);
        return item.Day < made ? $"{LondonTime.Date(item.Day)} is before {LondonTime.Date(made)}, when {payment.RunNumber} was made" : null;
    }

    private static bool Fits(AnswerItem item, AnsweredPayment payment) =>
        item.Amount == payment.Amount
        && payment.SentAt is not null
        && payment.Status is PaymentStatus.Scheduled or PaymentStatus.Paid
        && (item.Kind != AnswerItemKind.Paid || payment.Status == PaymentStatus.Scheduled)
        && (item.LastFour is { } four ? four == payment.LastFour : Math.Abs(WorkingDays.Between(payment.PayOn, item.Day)) <= DaysAround);

    [GeneratedRegex(@"^P-\d{4}-\d{3,}-\d{3,}$", RegexOptions.IgnoreCase)]
    private static partial Regex OurReference();

    [GeneratedRegex(@"\bP-\d{4}-\d{3,}-\d{3,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex OurReferenceWithin();
}
