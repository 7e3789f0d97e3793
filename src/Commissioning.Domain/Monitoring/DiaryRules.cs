namespace Commissioning.Domain.Monitoring;

public static class DiaryRules
{
    public const int LongestSupplier = 200,
        LongestNote = 300,
        MostPeople = 100_000;

    /// <summary>Why these people cannot be noted, each with its box.</summary>
    /// <param name="came">All who came that day.</param>
    /// <param name="first">Of them, those who had not come before.</param>
    /// <param name="starts">First day of the project.</param>
    /// <param name="ends">Its last day.</param>
    public static IReadOnlyList<Refusal> WhyNotPeople(
        DateOnly on,
        int? came,
        int? first,
        string? note,
        DateOnly starts,
        DateOnly ends,
        DateOnly today
    )
    {
        List<Refusal> refusals = [];
        if (on > today)
            refusals.Add(new($"{LondonTime.Date(on)} is still to come. Add it when it has happened.", nameof(DiaryEntry.HappenedOn)));
        else if (on < starts)
            refusals.Add(new($"The project starts on {LondonTime.Date(starts)}. Enter a day from then on.", nameof(DiaryEntry.HappenedOn)));
        else if (on > ends)
            refusals.Add(new($"The project ended on {LondonTime.Date(ends)}. Enter a day up to then.", nameof(DiaryEntry.HappenedOn)));
        if (came is null or < 1 or > MostPeople)
            refusals.Add(new("Enter how many people came, such as 12", nameof(DiaryEntry.Came)));
        if (first is null or < 0 or > MostPeople)
            refusals.Add(new("Enter how many of them came for the first time, or 0", nameof(DiaryEntry.CameFirst)));
        else if (first > came)
            refusals.Add(
                new($"{first} came for the first time, and {came} came in all. Check the two numbers.", nameof(DiaryEntry.CameFirst))
            );
        if (TextLimit.WhyTooLong(note, LongestNote, nameof(DiaryEntry.Note)) is { } wide)
            refusals.Add(wide);
        return refusals;
    }

    /// <summary>Whether it may be the same evening once more; null: nothing was noted of that day.</summary>
    public static Refusal? WhyAgain(DateOnly on, IEnumerable<DiaryEntry> diary) =>
        diary.FirstOrDefault(entry => entry.Came is not null && entry.HappenedOn == on) is { } same
            ? new($"You have an evening of {same.Came} on that day already. Add this one only if it is another.", AgainBox)
            : null;

    /// <summary>The box that says that it is another evening.</summary>
    public const string AgainBox = "Again";

    /// <summary>A receipt of more than the whole budget of its line.</summary>
    public static string Large(string supplier, Money amount, string line, Money budget) =>
        $"The receipt from {supplier} for {amount} is more than the whole budget of {line}, {budget}.";

    /// <summary>Why this receipt cannot be noted, each with its box. One of before the project is noted, and asked about later.</summary>
    /// <param name="amount">In pence; null: not read; below zero: money that came back.</param>
    public static IReadOnlyList<Refusal> WhyNotReceipt(DateOnly on, Money? amount, string? supplier, string? note, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (on > today)
            refusals.Add(new($"{LondonTime.Date(on)} is still to come. Enter the date on the receipt.", nameof(DiaryEntry.HappenedOn)));
        if (amount is not { } sum || sum == Money.Zero)
            refusals.Add(new("Enter the sum on the receipt, such as 24.50", nameof(DiaryEntry.Amount)));
        if (string.IsNullOrWhiteSpace(supplier))
            refusals.Add(new("Say who was paid", nameof(DiaryEntry.Supplier)));
        refusals.AddRange(
            TextLimit.WhyTooLong([(supplier, LongestSupplier, nameof(DiaryEntry.Supplier)), (note, LongestNote, nameof(DiaryEntry.Note))])
        );
        return refusals;
    }

    /// <summary>Different people so far: those who came for the first time, over all days. Null: nothing was noted.</summary>
    public static int? PeopleSoFar(IEnumerable<DiaryEntry> diary) =>
        diary.Where(entry => entry.CameFirst is not null).Select(entry => entry.CameFirst!.Value).ToList() is { Count: > 0 } counts
            ? counts.Sum()
            : null;

    /// <summary>What a return counts of the diary: all of it, and for an interim return what happened in its time.</summary>
    public static IReadOnlyList<DiaryEntry> Within(IEnumerable<DiaryEntry> diary, ReturnKind kind, DateOnly? periodTo) =>
        diary.Where(entry => kind != ReturnKind.Interim || periodTo is not { } last || entry.HappenedOn <= last).ToList();

    /// <summary>Receipts so far less what came back, in pence. Null: none was noted.</summary>
    /// <param name="line">Of one budget line; null: of all.</param>
    public static Money? SpentSoFar(IEnumerable<DiaryEntry> diary, Guid? line = null) =>
        diary.Where(entry => entry.Amount is not null && (line is null || entry.BudgetLineId == line)).ToList() is { Count: > 0 } receipts
            ? receipts.Sum(entry => entry.Amount!.Value)
            : null;
}
