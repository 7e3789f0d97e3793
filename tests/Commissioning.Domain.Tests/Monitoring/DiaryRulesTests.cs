using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class DiaryRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1),
        Starts = new(2026, 1, 5),
        Ends = new(2026, 12, 31);

    [Fact]
    public void An_evening_is_of_a_day_of_the_project()
    {
        Assert.Equal(
            ["The project starts on 5 January 2026. Enter a day from then on."],
            DiaryRules.WhyNotPeople(Starts.AddDays(-1), 12, 4, null, Starts, Ends, Today).Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            ["The project ended on 31 May 2026. Enter a day up to then."],
            DiaryRules.WhyNotPeople(Today, 12, 4, null, Starts, new(2026, 5, 31), Today).Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public void An_evening_of_a_day_that_has_one_is_asked_about()
    {
        var had = Entry() with { Came = 12, CameFirst = 4 };
        Assert.Equal(
            "You have an evening of 12 on that day already. Add this one only if it is another.",
            DiaryRules.WhyAgain(Today, [had])!.Sentence
        );
        Assert.Null(DiaryRules.WhyAgain(Today.AddDays(-1), [had]));
        Assert.Null(DiaryRules.WhyAgain(Today, [Entry() with { Amount = new(100) }]));
    }

    [Fact]
    public void Money_that_came_back_lowers_the_sum()
    {
        Assert.Empty(DiaryRules.WhyNotReceipt(Today, new(-450), "Rope Ltd", null, Today));
        Assert.Equal(new Money(550), DiaryRules.SpentSoFar([Entry() with { Amount = new(1000) }, Entry() with { Amount = new(-450) }]));
    }

    [Fact]
    public void An_interim_return_counts_the_diary_up_to_its_last_day_and_the_final_one_all_of_it()
    {
        DiaryEntry[] diary = [Entry(), Entry() with { HappenedOn = Today.AddDays(1) }];
        Assert.Single(DiaryRules.Within(diary, ReturnKind.Interim, Today));
        Assert.Equal(2, DiaryRules.Within(diary, ReturnKind.Final, Today).Count);
    }

    [Fact]
    public void An_evening_is_not_to_come_and_has_people_of_whom_some_are_new()
    {
        Assert.Empty(DiaryRules.WhyNotPeople(Today, 12, 4, null, Starts, Ends, Today));
        Assert.Equal(
            ["HappenedOn", "CameFirst"],
            DiaryRules.WhyNotPeople(Today.AddDays(1), 12, 13, null, Starts, Ends, Today).Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["Came", "CameFirst"],
            DiaryRules.WhyNotPeople(Today, null, null, null, Starts, Ends, Today).Select(refusal => refusal.Field)
        );
        Assert.Equal(["Came"], DiaryRules.WhyNotPeople(Today, 0, 0, null, Starts, Ends, Today).Select(refusal => refusal.Field));
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
