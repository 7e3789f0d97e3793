using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class PaymentRunRulesTests
{
    private static readonly DateOnly Day = new(2026, 3, 27);

    [Fact]
    public void A_payment_run_is_paid_on_a_working_day_within_30_days()
    {
        var today = new DateOnly(2026, 3, 27);
        Assert.Null(PaymentRunRules.WhyNotAPayDay(today, today, "f"));
        Assert.Equal("26 March 2026 is in the past", PaymentRunRules.WhyNotAPayDay(today.AddDays(-1), today, "f")!.Sentence);
        Assert.Equal("27 April 2026 is more than 30 days ahead", PaymentRunRules.WhyNotAPayDay(today.AddDays(31), today, "f")!.Sentence);
        Assert.Equal(
            "Enter the day on which the bank should pay, such as 27 3 2026",
            PaymentRunRules.WhyNotAPayDay(null, today, "f")!.Sentence
        );
        // Good Friday and Easter Monday of 2026.
        Assert.Equal(
            "Banks do not work on 3 April 2026. The next working day is 7 April 2026.",
            PaymentRunRules.WhyNotAPayDay(new(2026, 4, 3), today, "f")!.Sentence
        );
        Assert.Equal("P-2026-007", PaymentRunRules.Number(2026, 7));
        Assert.Equal("P-2026-007-012", PaymentRunRules.Reference("P-2026-007", 12));
    }

    private static PaymentInRun Payment(int line, PaymentStatus status = PaymentStatus.Scheduled, DateOnly? paidOn = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            BankReference = PaymentRunRules.Reference("P-2026-001", line),
            Amount = new(line * 1000),
            Status = status,
            PaidOn = paidOn,
            Version = 1,
        };

    private static (IReadOnlyList<PaymentResult> Changes, List<string> Wrong) Read(
        IReadOnlyList<PaymentInRun> payments,
        IEnumerable<BankAnswer> answers,
        string run = "P-2026-001",
        string? total = null
    )
    {
        var sum = payments.Sum(payment => payment.Amount);
        var (changes, wrong) = PaymentRunRules.Read(
            "P-2026-001",
            sum,
            run,
            total ?? sum.ToInput(),
            answers.ToList(),
            payments,
            Day,
            Day.AddDays(10)
        );
        return (changes, wrong.Select(refusal => refusal.Sentence).ToList());
    }

    private static BankAnswer Answer(int line, string result, string day = "2026-03-30", string note = "") =>
        new(line + 2, PaymentRunRules.Reference("P-2026-001", line), new Money(line * 1000).ToInput(), result, day, note);

    [Fact]
    public void The_banks_results_are_read_payment_by_payment()
    {
        var (changes, wrong) = Read(
            [Payment(1), Payment(2), Payment(3)],
            [Answer(2, "failed", "30/3/2026", "No such account"), Answer(1, "PAID"), Answer(3, "Returned")]
        );
        Assert.Empty(wrong);
        Assert.Equal(
            [
                ("P-2026-001-002", PaymentStatus.Failed, "No such account"),
                ("P-2026-001-001", PaymentStatus.Paid, null),
                ("P-2026-001-003", PaymentStatus.Returned, null),
            ],
            changes.Select(change => (change.Payment.BankReference, change.To, change.Note))
        );
        Assert.All(changes, change => Assert.Equal(new(2026, 3, 30), change.Day));
    }

    [Fact]
    public void The_banks_results_read_twice_change_nothing_and_only_a_paid_payment_may_be_returned()
    {
        Assert.Equal(
            (0, 0),
            Count(
                Read(
                    [
                        Payment(1, PaymentStatus.Paid, new(2026, 3, 30)),
                        Payment(2, PaymentStatus.Failed),
                        Payment(3, PaymentStatus.Returned),
                    ],
                    [Answer(1, "PAID"), Answer(2, "FAILED"), Answer(3, "RETURNED")]
                )
            )
        );
        Assert.Equal((1, 0), Count(Read([Payment(1, PaymentStatus.Paid, new(2026, 3, 30))], [Answer(1, "RETURNED", "2026-04-02")])));
        Assert.Equal(
            ["Line 3: P-2026-001-001 was already paid on 30 March 2026"],
            Read([Payment(1, PaymentStatus.Paid, new(2026, 3, 30))], [Answer(1, "PAID", "2026-03-31")]).Wrong
        );
        foreach (
            var (was, now) in new[]
            {
                (PaymentStatus.Paid, "FAILED"),
                (PaymentStatus.Failed, "PAID"),
                (PaymentStatus.Failed, "RETURNED"),
                (PaymentStatus.Returned, "PAID"),
                (PaymentStatus.Returned, "FAILED"),
            }
        )
            Assert.Equal(
                [$"Line 3: P-2026-001-001 was already {was.ToString().ToLowerInvariant()}, so it cannot now be {now.ToLowerInvariant()}"],
                Read([Payment(1, was, Day)], [Answer(1, now)]).Wrong
            );

        static (int, int) Count((IReadOnlyList<PaymentResult> Changes, List<string> Wrong) read) => (read.Changes.Count, read.Wrong.Count);
    }

    [Fact]
    public void A_bank_results_file_with_wrong_lines_names_each_and_changes_nothing()
    {
        var (changes, wrong) = Read(
            [Payment(1), Payment(2), Payment(3), Payment(4), Payment(5), Payment(6)],
            [
                Answer(1, "PAID"),
                Answer(1, "PAID"),
                Answer(2, "PAID") with
                {
                    Amount = "twenty",
                },
                Answer(3, "PAID") with
                {
                    Amount = "30.01",
                },
                Answer(4, "DONE"),
                Answer(5, "PAID", "yesterday"),
                new(9, "P-2026-002-001", "1", "PAID", "2026-03-30", ""),
            ],
            "P-2026-002",
            "210,00"
        );
        Assert.Empty(changes);
        Assert.Equal(
            [
                "Line 1: this file is for the payment run \"P-2026-002\", and this is P-2026-001",
                "Line 1: \"210,00\" is not a control total in pounds and pence. Did you mean £210.00?",
                "Line 3: P-2026-001-001 is in the file twice",
                "Line 4: \"twenty\" is not an amount in pounds and pence",
                "Line 5: the amount is £30.01, and P-2026-001-003 is £30.00",
                "Line 6: \"DONE\" is not PAID, FAILED or RETURNED",
                "Line 7: \"yesterday\" is not a date such as 2026-03-27 or 27/03/2026",
                "Line 9: no payment of this payment run has the reference \"P-2026-002-001\"",
                "P-2026-001-006 is missing from the file",
            ],
            wrong
        );
        Assert.Equal(
            ["Line 1: the control total is £9.99, and the payment run's is £10.00"],
            Read([Payment(1)], [Answer(1, "PAID")], total: "9.99").Wrong
        );
        Assert.Equal(
            ["Line 3: 26 March 2026 is not between 27 March 2026, when the payment run was made, and today"],
            Read([Payment(1)], [Answer(1, "PAID", "2026-03-26")]).Wrong
        );
        Assert.Equal(
            ["Line 3: 7 April 2026 is not between 27 March 2026, when the payment run was made, and today"],
            Read([Payment(1)], [Answer(1, "PAID", "2026-04-07")]).Wrong
        );
        Assert.Equal(
            ["Line 3: the note is longer than 400 characters"],
            Read([Payment(1)], [Answer(1, "PAID", note: new string('x', 401))]).Wrong
        );
        foreach (var result in new[] { "4", "Scheduled", "Requested", "Paid,Failed", "" })
            Assert.Equal([$"Line 3: \"{result}\" is not PAID, FAILED or RETURNED"], Read([Payment(1)], [Answer(1, result)]).Wrong);
    }
}
