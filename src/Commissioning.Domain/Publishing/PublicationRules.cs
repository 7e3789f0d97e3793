using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Publishing;

/// <summary>What the public may read of a grant. Article 3(f) of the Specified Information Order 2011 asks for every crime and disorder
/// reduction grant; what it does not ask for is whom a name would endanger.</summary>
public static class PublicationRules
{
    /// <summary>Characters of a title. 360Giving asks for fewer than 141.</summary>
    public const int LongestTitle = 140;
    public const int LongestBrief = 1000;
    public const int LongestReason = 500;
    public const int LongestWhy = 500;
    public const int MostWords = 100;
    public const int LongestWord = 60;

    /// <summary>Letters from which a word of a name gives the name away. Default, not OPCC policy.</summary>
    public const int TellingLetters = 5;

    /// <summary>Projects with one of these words start withheld. Default, not OPCC policy; the office changes the list on a page.</summary>
    public static readonly IReadOnlyList<string> DefaultSafetyWords =
    [
        "refuge",
        "safe house",
        "domestic abuse",
        "domestic violence",
        "sexual violence",
        "sexual abuse",
        "rape",
        "violence against women",
        "victims of exploitation",
        "modern slavery",
        "trafficking",
        "stalking",
        "honour-based",
        "forced marriage",
    ];

    /// <summary>Nothing is public before the offer is accepted and the round's letters are out.</summary>
    public static Refusal? WhyNothing(PublicationSubject subject) =>
        subject.EndedHow is "Declined" or "OfferWithdrawn" ? new("This offer was declined or withdrawn, so there is no grant to publish")
        : subject.AcceptedAt is null ? new("Nothing is public before the offer is accepted")
        : subject.LettersReleasedAt is null ? new("Nothing is public before the round's letters are sent")
        : null;

    /// <summary>Null: the name starts shown. Otherwise with which ground it starts withheld, and why.</summary>
    /// <param name="safetyWords">The office's list.</param>
    public static (WithheldGround Ground, string Why)? StartsWithheld(PublicationSubject subject, IReadOnlyList<string> safetyWords)
    {
        if (subject.Exemption is { Length: > 0 } exemption)
            return (
                exemption.Contains("40", StringComparison.Ordinal) ? WithheldGround.Section40
                : exemption.Contains("43", StringComparison.Ordinal) ? WithheldGround.Section43
                : WithheldGround.ProtectiveStatus,
                TextLimit.Cut($"The decision names an exemption: {exemption}", LongestWhy)
            );
        if (IsMarked(subject.ProtectiveStatus))
            return (WithheldGround.ProtectiveStatus, $"The decision is marked {subject.ProtectiveStatus}");
        if (subject.WithheldElsewhere is { } elsewhere)
            return (elsewhere, "Another grant of this organisation is withheld or was taken down");
        var texts = new[] { subject.Priority, subject.Organisation, subject.ProjectName, subject.Summary }.Select(Plain).ToList();
        return
            safetyWords.FirstOrDefault(word => texts.Any(text => text.Contains($" {Plain(word).Trim()}", StringComparison.Ordinal)))
                is { } found
            ? (WithheldGround.Safety, $"The application speaks of \"{found}\"")
            : null;
    }

    /// <summary>True for a marking that keeps a decision from the public.</summary>
    public static bool IsMarked(string? protectiveStatus) =>
        !string.IsNullOrEmpty(protectiveStatus)
        && !protectiveStatus.Equals("Official", StringComparison.OrdinalIgnoreCase)
        && !protectiveStatus.Equals("Not protectively marked", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the office would publish if nobody wrote anything. A text that would give a withheld name away is left empty for a
    /// person to write.</summary>
    public static Publication Draft(PublicationSubject subject, IReadOnlyList<string> safetyWords)
    {
        var withheld = StartsWithheld(subject, safetyWords);
        string Text(string text, int most)
        {
            var beginning = Sentences.Beginning(text, most - 1);
            return withheld is not null && GivesAway(beginning, subject) is not null ? "" : beginning;
        }
        return new()
        {
            Title = Text(subject.ProjectName, LongestTitle),
            Brief = Text(subject.Summary, LongestBrief),
            CrimeReason = Text(subject.CrimeReason, LongestReason),
            NameShown = withheld is null,
            Place = withheld is null ? PublicPlace.Exact : PublicPlace.District,
            Ground = withheld?.Ground,
            Why = withheld?.Why,
        };
    }

    /// <summary>Everything that keeps these words from being published.</summary>
    public static IReadOnlyList<Refusal> WhyNot(Publication publication, PublicationSubject subject, DateOnly today)
    {
        var refusals = new List<Refusal?>
        {
            WhyNotText(publication.Title, "a title", LongestTitle, nameof(Publication.Title)),
            WhyNotText(publication.Brief, "what the project does", LongestBrief, nameof(Publication.Brief)),
            WhyNotText(publication.CrimeReason, "why it reduces crime", LongestReason, nameof(Publication.CrimeReason)),
            WhyNotReview(publication, today),
        };
        if (!publication.NameShown)
        {
            if (publication.Ground is null)
                refusals.Add(new("Choose why the name is withheld", nameof(Publication.Ground)));
            refusals.Add(
                string.IsNullOrWhiteSpace(publication.Why)
                    ? new("Say in a sentence why the name is withheld. Only the office reads it.", nameof(Publication.Why))
                    : TextLimit.WhyTooLong(publication.Why, LongestWhy, nameof(Publication.Why))
            );
            if (publication.Place == PublicPlace.Exact)
                refusals.Add(
                    new("With the name withheld, show the district at most: a town can give the name away", nameof(Publication.Place))
                );
            foreach (
                var (text, field) in new[]
                {
                    (publication.Title, nameof(Publication.Title)),
                    (publication.Brief, nameof(Publication.Brief)),
                    (publication.CrimeReason, nameof(Publication.CrimeReason)),
                }
            )
                if (GivesAway(text, subject) is { } words)
                    refusals.Add(new($"Take out \"{words}\": it gives the withheld name or place away", field));
        }
        return refusals.OfType<Refusal>().ToList();
    }

    /// <summary>As <see cref="WhyNot"/>, where nothing has to be complete yet.</summary>
    public static IReadOnlyList<Refusal> WhyNotDraft(Publication publication, DateOnly today) =>
        TextLimit
            .WhyTooLong(
                (publication.Title, LongestTitle, nameof(Publication.Title)),
                (publication.Brief, LongestBrief, nameof(Publication.Brief)),
                (publication.CrimeReason, LongestReason, nameof(Publication.CrimeReason)),
                (publication.Why, LongestWhy, nameof(Publication.Why))
            )
            .Append(WhyNotReview(publication, today))
            .OfType<Refusal>()
            .ToList();

    /// <summary>A grant whose name starts withheld, or that somebody took down, is published by itself, and never with others.</summary>
    public static Refusal? WhyNotWithOthers(
        Publication publication,
        PublicationSubject subject,
        bool wasTakenDown,
        IReadOnlyList<string> safetyWords
    ) =>
        wasTakenDown ? new($"{subject.ProjectName}: open this grant and decide on it by itself, because it was taken down")
        : !publication.NameShown || StartsWithheld(subject, safetyWords) is not null
            ? new($"{subject.ProjectName}: open this grant and decide on it by itself, because its name starts withheld")
        : null;

    /// <summary>What officers change is a draft: what the public reads now is changed by a publisher, or taken down first.</summary>
    public static Refusal? WhyCannotPrepare(bool isPublic) =>
        isPublic ? new("The public reads this now. Take it down first, or ask a publisher to change it.") : null;

    public static Refusal? WhyCannotTakeDown(bool isPublic, string? takeDownReason) =>
        !isPublic ? new("The public does not read this grant")
        : string.IsNullOrWhiteSpace(takeDownReason) ? new("Say why you take it down", nameof(takeDownReason))
        : TextLimit.WhyTooLong(takeDownReason, LongestWhy, nameof(takeDownReason));

    /// <summary>A closed project has a page of its own only while its grant is public by name.</summary>
    public static Refusal? WhyNoPage(bool nameIsPublic) =>
        nameIsPublic ? null : new("The public cannot read this grant by name, so publish the grant first");

    public static Refusal? WhyNotWords(IReadOnlyList<string> words, string field) =>
        words.Count > MostWords ? new($"Keep to {MostWords} lines", field)
        : words.FirstOrDefault(word => word.Length > LongestWord) is { } longest ? new($"Shorten the line \"{longest[..20]}...\"", field)
        : words.FirstOrDefault(word => Plain(word).Trim().Length < 4) is { } shortest
            ? new($"\"{shortest}\" is too short: write at least 4 letters", field)
        : null;

    /// <summary>What came of the applications to a round or a decision, as the public reads it. While grants that were offered cannot be
    /// read yet, it says how many were offered: a round whose letters just went out would read as if nobody got a grant.</summary>
    /// <param name="offered">Applications that were offered a grant.</param>
    /// <param name="refused">Of them, offers that were declined or withdrawn.</param>
    /// <param name="grants">Of them, the grants that the public reads.</param>
    /// <param name="amount">Money of these grants.</param>
    public static string GrantsInWords(int applications, int offered, int refused, int grants, Money amount)
    {
        var (from, were) = applications == 1 ? ("1 application", "was") : ($"{applications:N0} applications", "were");
        var (those, are) = grants == 1 ? ("1 grant", "is") : ($"{grants:N0} grants", "are");
        return grants + refused >= offered
            ? $"{those} from {from}, {amount} in total."
            : $"{offered:N0} of {from} {were} offered a grant. "
                + (grants == 0 ? "No grant is published so far." : $"{those} {are} published so far, {amount} in total.");
    }

    /// <summary>As the public reads it, such as "Name withheld: to keep people safe".</summary>
    public static string NameWithheld(WithheldGround? ground) => $"Name withheld: {GroundInWords(ground)}";

    /// <summary>Why a name is withheld, as the public reads it.</summary>
    public static string GroundInWords(WithheldGround? ground) =>
        ground switch
        {
            WithheldGround.Section40 => "personal information (Freedom of Information Act 2000, section 40)",
            WithheldGround.Section43 => "business information (Freedom of Information Act 2000, section 43)",
            WithheldGround.ProtectiveStatus => "the decision is marked as sensitive",
            _ => "to keep people safe",
        };

    /// <summary>As an officer chooses it.</summary>
    public static string InWords(WithheldGround ground) =>
        ground switch
        {
            WithheldGround.Section40 => "Personal information (section 40)",
            WithheldGround.Section43 => "Commercial interests (section 43)",
            WithheldGround.ProtectiveStatus => "The decision's protective status or exemption",
            _ => "Safety: somebody could be found who must not be",
        };

    /// <summary>Where the project is, as the public reads it.</summary>
    /// <param name="exact">The People Zone or the town.</param>
    public static string PlaceInWords(PublicPlace place, string? exact, string area) =>
        place switch
        {
            PublicPlace.Exact => string.IsNullOrWhiteSpace(exact) ? area : exact,
            PublicPlace.District => area,
            PublicPlace.Area => "Somewhere in our area",
            _ => "Not shown",
        };

    private static Refusal? WhyNotText(string text, string what, int most, string field) =>
        string.IsNullOrWhiteSpace(text) ? new($"Enter {what}", field)
        : TextLimit.WhyTooLong(text, most, field) is { } tooLong ? tooLong
        : text.TrimStart()[0] is '=' or '+' or '-' or '@' or '\t'
            ? new($"Begin with a word: a spreadsheet reads \"{text.TrimStart()[0]}\" as a formula", field)
        : field == nameof(Publication.Title) && NameRules.WhyNotAName(text, what, most, field) is { } noName ? noName
        : PlainWords.WhyNot(text, field) ?? PublicWords.WhyContactDetails(text, field);

    private static Refusal? WhyNotReview(Publication publication, DateOnly today) =>
        publication is { NameShown: false, ReviewOn: { } day } && day <= today
            ? new("The day on which you look again must be after today", nameof(Publication.ReviewOn))
            : null;

    /// <summary>Those of these grants that a text gives away.</summary>
    public static IReadOnlyList<PublicationSubject> GivenAway(string text, IEnumerable<PublicationSubject> subjects)
    {
        var read = new ReadText(text);
        return subjects.Where(subject => GivesAway(read, subject) is not null).ToList();
    }

    private static string? GivesAway(string text, PublicationSubject subject) => GivesAway(new ReadText(text), subject);

    /// <summary>The first words that give a name or a place away which must not be read; null: none.</summary>
    private static string? GivesAway(ReadText text, PublicationSubject subject)
    {
        if (Plain(subject.Organisation) is { Length: > 4 } name && text.Plain.Contains(name, StringComparison.Ordinal))
            return subject.Organisation;
        if (
            new[] { subject.CharityNumber, subject.CompanyNumber, subject.Postcode }.FirstOrDefault(one =>
                Tight(one) is { Length: > 3 } number && text.Tight.Contains(number, StringComparison.Ordinal)
            ) is
            { } number
        )
            return number;
        var area = Tokens(subject.Area).ToHashSet();
        var telling = Tokens(subject.Organisation)
            .Where(word => !IsOrdinary(word))
            .Concat(Tokens(subject.Town))
            .Concat(Tokens(subject.Zone))
            .Where(word => word.Length >= TellingLetters && !area.Contains(word))
            .ToHashSet();
        return text.Tokens.FirstOrDefault(telling.Contains);
    }

    private sealed class ReadText(string text)
    {
        public string Plain { get; } = PublicationRules.Plain(text);
        public string Tight { get; } = PublicationRules.Tight(text);
        public IReadOnlyList<string> Tokens { get; } = PublicationRules.Tokens(text).ToList();
    }

    /// <summary>A place is not ordinary: that of a withheld organisation is told by district at most.</summary>
    private static bool IsOrdinary(string word) =>
        !NameWords.IsPlace(word)
        && (NameWords.IsEmpty(word) || NameWords.IsKnown(word) || NameWords.IsOtherBody(word) || Ordinary.Contains(word));

    private static readonly HashSet<string> Ordinary =
    [
        .. "abuse violence victim survivor safety space people person charity domestic sexual crime police justice recovery freedom sanctuary safer village neighbour charitable sound studio kitchen rescue water circle resources rural school street".Split(
            ' '
        ),
    ];

    /// <summary>Small letters and single spaces, with one before and after.</summary>
    private static string Plain(string? text) => $" {string.Join(' ', Words(text))} ";

    /// <summary>Each word without the s of the plural.</summary>
    private static IEnumerable<string> Tokens(string? text) =>
        Words(text).Select(word => word.Length > TellingLetters && word.EndsWith('s') ? word[..^1] : word);

    // A full stop without a space still ends a word.
    private static List<string> Words(string? text) => NameTokens.Plain((text ?? "").Replace('.', ' '));

    private static string Tight(string? text) => new((text ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());
}
