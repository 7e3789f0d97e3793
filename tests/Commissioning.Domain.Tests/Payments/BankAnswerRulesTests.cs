using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

/// <summary>How items of the bank's file meet payments.</summary>
public sealed class BankAnswerRulesTests
{
    private static readonly DateOnly Day = new(2026, 6, 3);

    private static AnsweredPayment Payment(int number, long pence, PaymentStatus status = PaymentStatus.Scheduled, string four = "5678") =>
        new()
        {
            Id = new(number, 0, 0, new byte[8]),
            BankReference = $"P-2026-001-{number:000}",
            Amount = new(pence),
            Status = status,
            PaidOn = status == PaymentStatus.Paid ? Day : null,
            Version = 1,
            LastFour = four,
            Organisation = "Group",
            InUse = true,
            RunNumber = "P-2026-001",
            PayOn = Day,
            RunMadeAt = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc),
            SentAt = new(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc),
        };

    private static AnswerItem Item(int position, AnswerItemKind kind, string reference, long? pence, string? four = null) =>
        new()
        {
            Position = position,
            Kind = kind,
            Reference = reference,
            Amount = pence is { } amount ? new(amount) : null,
            Day = Day,
            LastFour = four,
        };

    private static (AnswerOutcome, string) Only(AnswerItem item, params AnsweredPayment[] payments)
    {
        var one = Assert.Single(BankAnswerRules.Match([item], payments));
        return (one.Outcome, one.Sentence);
    }

    [Fact]
    public void An_item_finds_its_payment_by_reference_whatever_the_letters_case() =>
        Assert.Equal(
            (AnswerOutcome.Changes, "P-2026-001-001 becomes returned"),
            Only(Item(1, AnswerItemKind.Returned, "p-2026-001-001", 500), Payment(1, 500, PaymentStatus.Paid))
        );

    [Theory]
    [InlineData(PaymentStatus.Scheduled, AnswerItemKind.Paid, AnswerOutcome.Changes)]
    [InlineData(PaymentStatus.Scheduled, AnswerItemKind.Returned, AnswerOutcome.Changes)]
    [InlineData(PaymentStatus.Scheduled, AnswerItemKind.Pending, AnswerOutcome.Known)]
    [InlineData(PaymentStatus.Paid, AnswerItemKind.Paid, AnswerOutcome.Known)]
    [InlineData(PaymentStatus.Paid, AnswerItemKind.Returned, AnswerOutcome.Changes)]
    [InlineData(PaymentStatus.Paid, AnswerItemKind.WrongAccount, AnswerOutcome.Changes)]
    [InlineData(PaymentStatus.Returned, AnswerItemKind.Returned, AnswerOutcome.Known)]
    [InlineData(PaymentStatus.Returned, AnswerItemKind.Paid, AnswerOutcome.Known)]
    [InlineData(PaymentStatus.Failed, AnswerItemKind.Paid, AnswerOutcome.Left)]
    public void What_an_item_does_depends_on_what_is_known(PaymentStatus status, AnswerItemKind kind, AnswerOutcome outcome) =>
        Assert.Equal(outcome, Only(Item(1, kind, "P-2026-001-001", 500), Payment(1, 500, status)).Item1);

    [Fact]
    public void An_item_that_does_not_fit_is_left_with_the_reason()
    {
        var payment = Payment(1, 500);
        (AnswerItem Item, AnsweredPayment Payment, string Why)[] cases =
        [
            (Item(1, AnswerItemKind.Paid, "P-2026-001-001", 501), payment, "The amount is £5.01, and P-2026-001-001 is £5.00"),
            (
                Item(1, AnswerItemKind.Paid, "P-2026-001-001", 500, "1111"),
                payment,
                "The account ends 1111, and P-2026-001-001 went to the one ending 5678"
            ),
            (Item(1, AnswerItemKind.Paid, "P-2026-001-009", 500), payment, "No payment has the reference \"P-2026-001-009\""),
            (
                Item(1, AnswerItemKind.Paid, "P-2026-001-001", 500) with
                {
                    Day = new(2026, 5, 31),
                },
                payment,
                "31 May 2026 is before 1 June 2026, when P-2026-001 was made"
            ),
            (
                Item(1, AnswerItemKind.Paid, "P-2026-001-001", 500),
                payment with
                {
                    SentAt = null,
                },
                "The file of P-2026-001 has not been downloaded yet, so the bank cannot have answered"
            ),
            (Item(1, AnswerItemKind.Other, "P-2026-001-001", 500), payment, "It is no payment of ours and no return"),
        ];
        Assert.All(cases, one => Assert.Equal((AnswerOutcome.Left, one.Why), Only(one.Item, one.Payment)));
    }

    [Fact]
    public void An_item_without_a_reference_is_matched_only_where_one_payment_fits()
    {
        AnsweredPayment[] payments = [Payment(1, 500, four: "1111"), Payment(2, 500, four: "2222"), Payment(3, 700)];
        Assert.Equal(AnswerOutcome.Changes, Only(Item(1, AnswerItemKind.Paid, "", 500, "2222"), payments).Item1);
        Assert.Equal(AnswerOutcome.Changes, Only(Item(1, AnswerItemKind.Paid, "", 700), payments).Item1);
        Assert.Equal(
            (AnswerOutcome.Left, "It has no reference, and 2 payments fit"),
            Only(Item(1, AnswerItemKind.Paid, "", 500), payments)
        );
        Assert.Equal(AnswerOutcome.Left, Only(Item(1, AnswerItemKind.Paid, "", 500, "9999"), payments).Item1);
        Assert.Equal(AnswerOutcome.Left, Only(Item(1, AnswerItemKind.Paid, "", 700) with { Day = Day.AddDays(40) }, payments).Item1);
        // One that the file names otherwise does not fit, and none is taken twice.
        var both = BankAnswerRules.Match(
            [Item(1, AnswerItemKind.Paid, "P-2026-001-003", 700), Item(2, AnswerItemKind.Paid, "", 700)],
            payments
        );
        Assert.Equal([AnswerOutcome.Changes, AnswerOutcome.Left], both.Select(one => one.Outcome));
    }

    [Fact]
    public void A_payment_that_went_out_and_came_back_in_one_file_is_both_in_any_order()
    {
        AnswerItem[] items = [Item(1, AnswerItemKind.Returned, "P-2026-001-001", 500), Item(2, AnswerItemKind.Paid, "P-2026-001-001", 500)];
        Assert.Equal(
            ["P-2026-001-001 becomes returned", "P-2026-001-001 becomes paid"],
            BankAnswerRules.Match(items, [Payment(1, 500)]).Select(one => one.Sentence)
        );
    }

    [Fact]
    public void A_run_that_was_booked_as_one_sum_is_matched_by_its_number_and_its_total()
    {
        AnsweredPayment[] payments = [Payment(1, 500), Payment(2, 700, PaymentStatus.Returned)];
        var one = Assert.Single(BankAnswerRules.Match([Item(1, AnswerItemKind.Paid, "P-2026-001", 1200)], payments));
        Assert.Equal((AnswerOutcome.Changes, "P-2026-001-001"), (one.Outcome, Assert.Single(one.Payments).BankReference));
        Assert.Equal(
            (AnswerOutcome.Left, "The amount is £11.99, and P-2026-001 is £12.00"),
            Only(Item(1, AnswerItemKind.Paid, "P-2026-001", 1199), payments)
        );
    }

    [Fact]
    public void A_file_with_a_future_day_or_a_payment_twice_is_unfit()
    {
        var today = Day;
        AnswerItem[] items =
        [
            Item(1, AnswerItemKind.Paid, "P-2026-001-001", 500),
            Item(2, AnswerItemKind.Paid, "p-2026-001-001", 500),
            Item(3, AnswerItemKind.Returned, "P-2026-001-001", 500),
            Item(4, AnswerItemKind.Paid, "P-2026-001-002", 500) with
            {
                Day = Day.AddDays(1),
            },
            Item(5, AnswerItemKind.Paid, "SALARY", 500),
            Item(6, AnswerItemKind.Paid, "SALARY", 500),
        ];
        Assert.Equal(
            ["Item 4: 4 June 2026 is in the future", "P-2026-001-001 is in the file twice: items 1 and 2"],
            BankAnswerRules.WhyUnfit(items, today, "f").Select(one => one.Sentence)
        );
        Assert.Equal("The file has no payment in it", Assert.Single(BankAnswerRules.WhyUnfit([], today, "f")).Sentence);
    }

    [RepeatableProperty(60)]
    public Property Each_payment_changes_at_most_once_for_each_step_whatever_the_file_says() =>
        Prop.ForAll(
            Any.List(
                Any.Each(
                    Any.Of(
                        AnswerItemKind.Paid,
                        AnswerItemKind.Returned,
                        AnswerItemKind.Failed,
                        AnswerItemKind.WrongAccount,
                        AnswerItemKind.Pending
                    ),
                    Any.Number(0, 6),
                    Any.Number(498, 502)
                ),
                0,
                30
            ),
            Any.List(Any.Of(PaymentStatus.Scheduled, PaymentStatus.Paid, PaymentStatus.Returned), 1, 5),
            (said, statuses) =>
            {
                var payments = statuses.Select((status, i) => Payment(i + 1, 500, status)).ToList();
                var items = said.Select((one, i) => Item(i + 1, one.Item1, one.Item2 == 0 ? "" : $"P-2026-001-{one.Item2:000}", one.Item3))
                    .ToList();
                var matched = BankAnswerRules.Match(items, payments);
                Assert.Equal(items, matched.Select(one => one.Item));
                foreach (var payment in payments)
                {
                    var changes = matched
                        .Where(one => one.Outcome == AnswerOutcome.Changes && one.Payments.Any(other => other.Id == payment.Id))
                        .Select(one => one.Item)
                        .ToList();
                    Assert.All(changes, item => Assert.Equal(payment.Amount, item.Amount));
                    Assert.True(changes.Count(item => item.Kind == AnswerItemKind.Paid) <= 1);
                    Assert.True(changes.Count(item => item.Kind is AnswerItemKind.Returned or AnswerItemKind.Failed) <= 1);
                    Assert.True(changes.Count(item => item.Kind == AnswerItemKind.WrongAccount) <= 1);
                    if (payment.Status == PaymentStatus.Returned)
                        Assert.DoesNotContain(changes, item => item.Kind != AnswerItemKind.WrongAccount);
                }
            }
        );

    [RepeatableProperty(40)]
    public Property A_fingerprint_is_the_same_for_the_same_items_in_any_order_and_for_no_others() =>
        Prop.ForAll(
            Any.List(Any.Number(1, 9_999), 2, 20),
            pence =>
            {
                var items = pence.Select((amount, i) => Item(i + 1, AnswerItemKind.Paid, $"P-2026-001-{i + 1:000}", amount)).ToList();
                var mark = BankAnswerRules.Fingerprint(AnswerKind.Camt054, items);
                Assert.Equal(mark, BankAnswerRules.Fingerprint(AnswerKind.Camt054, Enumerable.Reverse(items)));
                Assert.NotEqual(mark, BankAnswerRules.Fingerprint(AnswerKind.Arucs, items));
                Assert.NotEqual(mark, BankAnswerRules.Fingerprint(AnswerKind.Camt054, items.Skip(1)));
                items[0] = items[0] with { Amount = items[0].Amount!.Value + new Money(1) };
                Assert.NotEqual(mark, BankAnswerRules.Fingerprint(AnswerKind.Camt054, items));
            }
        );

    [Theory]
    [InlineData(
        false,
        1,
        "2026-06-03",
        "2026-06-03",
        "The file of this payment run has not been downloaded yet, so nothing can have been paid"
    )]
    [InlineData(true, 0, "2026-06-03", "2026-06-03", "Every payment of this payment run has its answer already")]
    [InlineData(true, 1, "2026-06-03", "2026-06-02", "The money arrives on 3 June 2026. Until then nobody knows whether it comes back.")]
    [InlineData(true, 1, "2026-06-02", "2026-06-04", "Enter a day from 3 June 2026, when the money was due, to today")]
    [InlineData(true, 1, "2026-06-05", "2026-06-04", "Enter a day from 3 June 2026, when the money was due, to today")]
    [InlineData(true, 1, null, "2026-06-04", "Enter the day on which the bank paid, such as 27 3 2026")]
    [InlineData(true, 1, "2026-06-04", "2026-06-04", null)]
    [InlineData(true, 1, "2026-06-03", "2026-06-03", null)]
    public void A_run_is_marked_as_paid_from_its_day_of_payment_on(bool sent, int waiting, string? paidOn, string today, string? why) =>
        Assert.Equal(
            why,
            PaymentRunRules
                .WhyCannotMarkPaid(
                    Day,
                    sent,
                    waiting,
                    paidOn is null ? null : DateOnly.Parse(paidOn, null),
                    DateOnly.Parse(today, null),
                    "f"
                )
                ?.Sentence
        );
}
