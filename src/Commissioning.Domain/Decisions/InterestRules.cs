namespace Commissioning.Domain.Decisions;

/// <summary>A decision maker declares interests before anything else, and does not decide where there is one: someone else does. Default,
/// not OPCC policy.</summary>
public static class InterestRules
{
    /// <summary>The longest description of one interest, in characters.</summary>
    public const int Longest = 500;

    /// <summary>Why an application is put off when its decision maker has an interest, as the applicant and the public read it.</summary>
    public const string WhySomeoneElse = "Someone else decides this application, because the decision maker has declared an interest in it";

    /// <summary>Null when this person may decide the application.</summary>
    /// <param name="declared">This person declared an interest in it when the round was decided.</param>
    public static Refusal? WhyCannotDecide(bool declared) =>
        declared ? new("You have declared an interest in this application, so someone else must decide it") : null;

    /// <summary>Null when this person, who decides one application, says that they have no interest in it.</summary>
    public static Refusal? WhyInterested(bool? hasInterest, string reference) =>
        hasInterest switch
        {
            null => new("Say whether you have an interest in this organisation", nameof(hasInterest)),
            true => new($"Someone else must decide {reference}, because you have an interest in it", nameof(hasInterest)),
            false => null,
        };

    /// <summary>What is missing in the declaration: there are none, or each says in which application, of what kind, and what.</summary>
    /// <param name="has">Null: nothing was said.</param>
    /// <param name="kinds">The kinds to choose from.</param>
    /// <param name="applications">The applications of the paper that stand.</param>
    /// <param name="othersDecideBy">Until which day the applications with an interest wait for someone else.</param>
    public static IReadOnlyList<Refusal> WhyIncomplete(
        bool? has,
        IReadOnlyList<DeclaredInterest> interests,
        IReadOnlyCollection<string> kinds,
        IReadOnlyCollection<Guid> applications,
        DateOnly? othersDecideBy,
        DateOnly today
    )
    {
        if (has is null)
            return [new("Say whether you have an interest in any of these organisations", "HasInterests")];
        if (has == false)
            return [];
        var refusals = new List<Refusal>();
        for (var i = 0; i < interests.Count; i++)
        {
            var interest = interests[i];
            if (interest.IsBlank)
                continue;
            if (interest.Application is not { } application || !applications.Contains(application))
                refusals.Add(new("Choose the organisation", At(nameof(DeclaredInterest.Application))));
            else if (interests.Take(i).Any(earlier => earlier.Application == application))
                refusals.Add(new("This application is named above already. Say both there.", At(nameof(DeclaredInterest.Application))));
            if (interest.Kind is null || !kinds.Contains(interest.Kind))
                refusals.Add(new("Choose what kind of interest it is", At(nameof(DeclaredInterest.Kind))));
            if (string.IsNullOrWhiteSpace(interest.Detail))
                refusals.Add(new("Say in a sentence whom and what it is about", At(nameof(DeclaredInterest.Detail))));
            else if (TextLimit.WhyTooLong(interest.Detail, Longest, At(nameof(DeclaredInterest.Detail))) is { } tooLong)
                refusals.Add(tooLong);
            string At(string member) => Refusal.At("Interests", i, member);
        }
        if (interests.All(interest => interest.IsBlank))
            refusals.Add(new("Choose the organisation", Refusal.At("Interests", 0, nameof(DeclaredInterest.Application))));
        if (DecisionRules.WhyCannotDefer(othersDecideBy, today, "OthersDecideBy") is { } day)
            refusals.Add(othersDecideBy is null ? day with { Sentence = "Enter the day by which someone else decides these" } : day);
        return refusals;
    }
}
