using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class DiaryRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void An_evening_is_not_to_come_and_has_people_of_whom_some_are_new()
    {
        Assert.Empty(DiaryRules.WhyNotPeople(Today, 12, 4, null, Today));
        Assert.Equal(
            ["HappenedOn", "CameFirst"],
            DiaryRules.WhyNotPeople(Today.AddDays(1), 12, 13, null, Today).Select(refusal => refusal.Field)
        );
        Assert.Equal(["Came", "CameFirst"], DiaryRules.WhyNotPeople(Today, null, null, null, Today).Select(refusal => refusal.Field));
        Assert.Equal(["Came"], DiaryRules.WhyNotPeople(Today, 0, 0, null, Today).Select(refusal => refusal.Field));
    }

    [Fact]
    public void A_receipt_of_the_future_of_nothing_or_of_nobody_is_refused()
    {
        Assert.Empty(DiaryRules.WhyNotReceipt(Today, new(2450), "Rope Ltd", null, Today));
        Assert.Equal(
            ["HappenedOn", "Amount", "Supplier"],
            DiaryRules.WhyNotReceipt(Today.AddDays(1), Money.Zero, " ", null, Today).Select(refusal => refusal.Field)
        );
    }

    [Fact]
    public void The_sums_count_first_visits_and_receipts_and_are_nothing_without_entries()
    {
        var (hall, tea) = (Guid.NewGuid(), Guid.NewGuid());
        DiaryEntry[] diary =
        [
            Entry() with
            {
                Came = 20,
                CameFirst = 20,
            },
            Entry() with
            {
                Came = 25,
                CameFirst = 23,
            },
            Entry() with
            {
                BudgetLineId = hall,
                Amount = new(1000),
                Supplier = "Hall",
            },
            Entry() with
            {
                BudgetLineId = tea,
                Amount = new(250),
                Supplier = "Shop",
            },
        ];
        Assert.Equal(43, DiaryRules.PeopleSoFar(diary));
        Assert.Equal(new Money(1250), DiaryRules.SpentSoFar(diary));
        Assert.Equal(new Money(250), DiaryRules.SpentSoFar(diary, tea));
        Assert.Null(DiaryRules.PeopleSoFar(diary[2..]));
        Assert.Null(DiaryRules.SpentSoFar(diary[..2]));
    }

    private static DiaryEntry Entry() => new() { Id = Guid.NewGuid(), HappenedOn = Today };
}
