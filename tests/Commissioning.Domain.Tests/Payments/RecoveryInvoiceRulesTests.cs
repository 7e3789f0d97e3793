using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class RecoveryInvoiceRulesTests
{
    private static readonly DateOnly Due = new(2026, 6, 30);
    private static readonly Guid Finance = Guid.NewGuid();

    private static Money Pounds(decimal pounds) => Money.FromPounds(pounds);

    [Theory]
    [InlineData(100, 0, 0, "2026-06-30", null, RecoveryState.NotDue)]
    [InlineData(100, 40, 0, "2026-07-01", null, RecoveryState.Late)]
    [InlineData(100, 40, 0, "2026-07-01", "2026-07-01", RecoveryState.Stopped)]
    [InlineData(100, 40, 0, "2026-07-02", "2026-07-01", RecoveryState.Late)]
    [InlineData(100, 100, 0, "2026-07-02", null, RecoveryState.Paid)]
    [InlineData(100, 40, 60, "2026-07-02", null, RecoveryState.WrittenOff)]
    [InlineData(0, 0, 0, "2026-07-02", null, RecoveryState.NotOwed)]
    public void An_invoice_is_late_stopped_paid_or_written_off(
        int amount,
        int received,
        int writtenOff,
        string today,
        string? until,
        RecoveryState state
    ) =>
        Assert.Equal(
            state,
            RecoveryInvoiceRules.StateOf(
                Pounds(amount),
                Pounds(received),
                Pounds(writtenOff),
                Due,
                until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
                DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [Theory]
    [InlineData(-8, null)]
    [InlineData(-7, -7)]
    [InlineData(-1, -7)]
    [InlineData(0, 0)]
    [InlineData(13, 0)]
    [InlineData(14, 14)]
    [InlineData(100, 28)]
    public void Reminders_come_a_week_before_on_the_day_and_two_and_four_weeks_after(int days, int? step) =>
        Assert.Equal(step, RecoveryInvoiceRules.ReminderDue(Due, RecoveryInvoiceRules.DefaultReminderDays, Due.AddDays(days)));

    [Fact]
    public void Reminder_days_read_as_a_sentence()
    {
        Assert.Equal(
            "7 days before the day, on the day, 14 days after it and 28 days after it",
            RecoveryInvoiceRules.InWords(RecoveryInvoiceRules.DefaultReminderDays)
        );
        Assert.Equal("on no day", RecoveryInvoiceRules.InWords([]));
        Assert.Equal(Due.AddDays(14), RecoveryInvoiceRules.NextReminder(Due, RecoveryInvoiceRules.DefaultReminderDays, Due));
    }

    [Fact]
    public void A_receipt_above_what_is_owed_needs_a_sentence_about_the_rest()
    {
        Refusal? Why(decimal amount, string? rest = null, decimal owed = 100) =>
            RecoveryInvoiceRules.WhyCannotReceive(Pounds(owed), Pounds(amount), rest, "amount", "rest");
        Assert.Null(Why(100));
        Assert.Equal(
            new("Only £100.00 is still to be returned. Say what happens with the other £0.01, or correct the amount.", "rest"),
            Why(100.01m, " ")
        );
        Assert.Null(Why(100.01m, "Paid back to them"));
        Assert.Equal("Nothing is owed on this invoice any more", Why(1, owed: 0)!.Sentence);
        Assert.Equal("Enter an amount of more than £0.00", Why(0)!.Sentence);
    }

    [Fact]
    public void A_write_off_is_decided_by_another_person_within_their_limit_and_what_is_owed()
    {
        Refusal? Why(Guid by, bool approve = true, decimal owed = 100, decimal? limit = null, string state = "Proposed") =>
            RecoveryInvoiceRules.WhyCannotDecide(
                state,
                Finance,
                by,
                approve,
                Pounds(100),
                Pounds(owed),
                limit is { } most ? Pounds(most) : null
            );
        var other = Guid.NewGuid();
        Assert.Null(Why(other));
        Assert.Null(Why(other, limit: 100));
        Assert.Equal("You proposed this write-off, so someone else must decide on it", Why(Finance)!.Sentence);
        Assert.StartsWith("You may approve up to £99.99", Why(other, limit: 99.99m)!.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Only £60.00 is still owed, because money", Why(other, owed: 60)!.Sentence, StringComparison.Ordinal);
        Assert.Null(Why(other, approve: false, owed: 60, limit: 1));
        Assert.Equal("This write-off was already refused", Why(other, state: "Refused")!.Sentence);
    }

    [Fact]
    public void A_receipt_is_reversed_once_with_a_reason()
    {
        Assert.Null(RecoveryInvoiceRules.WhyCannotReverse(false, false, "Another payer", "f"));
        Assert.Equal("Say why the receipt was wrong", RecoveryInvoiceRules.WhyCannotReverse(false, false, " ", "f")!.Sentence);
        Assert.Equal("This receipt has already been reversed", RecoveryInvoiceRules.WhyCannotReverse(false, true, "x", "f")!.Sentence);
        Assert.StartsWith(
            "This entry reverses another one",
            RecoveryInvoiceRules.WhyCannotReverse(true, false, "x", "f")!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Reminders_stop_with_a_reason_until_a_day_within_a_year()
    {
        Refusal? Why(DateOnly? until, string? reason = "They dispute the sum") =>
            RecoveryInvoiceRules.WhyCannotStop(Pounds(1), reason, until, Due, "reason", "until");
        Assert.Null(Why(Due.AddDays(1)));
        Assert.Equal("until", Why(Due)!.Field);
        Assert.Equal("until", Why(Due.AddDays(RecoveryInvoiceRules.MostStopDays + 1))!.Field);
        Assert.Equal("reason", Why(Due.AddDays(1), "")!.Field);
    }
}
