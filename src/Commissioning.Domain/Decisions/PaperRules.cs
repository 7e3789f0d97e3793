using System.Text.RegularExpressions;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Decisions;

public static partial class PaperRules
{
    public const int Longest = 10_000;

    /// <summary>Figures of the round that a text may include. They are filled in when the paper is made.</summary>
    public static readonly IReadOnlyList<MergeField> Fields =
    [
        new("pot", "The pot", "£193,993.11"),
        new("applications", "How many applications there are", "57"),
        new("asked", "The total they ask for", "£412,000.00"),
        new("funded", "How many are proposed", "16"),
        new("proposed", "The total proposed", "£186,400.00"),
        new("left", "What would be left in the pot", "£7,593.11"),
        new("threshold", "The threshold", "65.0%"),
    ];

    public static string Title(PaperPart part) =>
        part switch
        {
            PaperPart.Alternatives => "Other options that were considered",
            PaperPart.Equality => "Equality (Equality Act 2010, section 149)",
            PaperPart.Subsidy => "Subsidy control",
            PaperPart.Legal => "Legal",
            PaperPart.Finance => "Finance",
            PaperPart.Risks => "Risks",
            _ => "Background",
        };

    /// <summary>The text a new paper starts with. Default, not OPCC policy.</summary>
    public static string Default(PaperPart part) =>
        part switch
        {
            PaperPart.Background => "{{applications}} applications asked for {{asked}} from a pot of {{pot}}.",
            PaperPart.Alternatives => "The recommendation follows the method that the round published.",
            PaperPart.Equality =>
                "The decision maker must have due regard to equality when deciding: to end unlawful discrimination, to advance equal opportunities and to foster good relations.",
            PaperPart.Subsidy =>
                "If an award goes to an organisation that puts goods or services on a market, we pay nothing before minimal financial assistance is confirmed (Subsidy Control Act 2022, section 37).",
            PaperPart.Legal => "Grants are made under the legal power that is named above.",
            PaperPart.Finance => "{{proposed}} would be committed from the pot of {{pot}}, and {{left}} would be left in it.",
            _ =>
                "Projects may start late or spend less than they were awarded. We pay when each award's checks and conditions are met, and projects return money that is not spent.",
        };

    /// <summary>What holds for every applicant's answers about equality.</summary>
    public const string EqualityApart =
        "The panel did not see these answers. They are kept apart from the applications and are counted for the round only.";

    /// <summary>What the decision maker has to go on where no applicant answered the questions about equality.</summary>
    /// <param name="applicants">From 0.</param>
    public static string NoEqualityAnswers(int applicants) =>
        applicants switch
        {
            0 => "There is no applicant, so there are no answers about who the projects reach.",
            1 => "The applicant did not answer the questions about who the project reaches.",
            _ => $"None of the {applicants} applicants answered the questions about who their projects reach.",
        }
        + (
            applicants == 0
                ? ""
                : " The panel does not see such answers. So the decision maker has no figures about equality from applicants, and should have regard to what the officers write in this part."
        );

    /// <summary>Who comments on a paper in their own name, before the decision. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<Role> Advisers = [Role.ChiefFinanceOfficer, Role.LegalReviewer];

    public static string AdviserName(Role adviser) => adviser == Role.ChiefFinanceOfficer ? "chief finance officer" : "legal reviewer";

    public static string CommentTitle(Role adviser) => $"Comments of the {AdviserName(adviser)}";

    public static string NoComment(Role adviser) => $"The {AdviserName(adviser)} has not commented yet.";

    public const string AddedTitle = "Comments added after the paper was made";

    public const string AddedApart = "They were added while the paper waited for the decision. The paper itself is as it was made.";

    /// <summary>Null when a person may write what an adviser says about the paper: until the decision, beside a paper that is made
    /// already.</summary>
    public static Refusal? WhyCannotComment(Role adviser, IReadOnlyCollection<Role> roles, bool isDecided, string? wording, string field) =>
        !Advisers.Contains(adviser) || !roles.Contains(adviser)
            ? new($"Only a person with the role {RolePermissions.Name(adviser)} comments here, in their own name")
        : isDecided ? new("The round is decided, so no comment can be added to its paper")
        : wording?.Length > Longest ? new($"Shorten this comment to {Longest:N0} characters", field)
        : null;

    /// <summary>Null when this step may be approved. Where the round asks an adviser to sign a paper that has no comment of theirs, their
    /// note is their comment. Default, not OPCC policy.</summary>
    /// <param name="hasComment">The paper has a comment of this step's role.</param>
    public static Refusal? WhyCommentMissing(SignOffStep step, bool hasComment, string? note, string field) =>
        hasComment || !Advisers.Contains(step.Role) || !string.IsNullOrWhiteSpace(note)
            ? null
            : new($"The paper has no comment of the {AdviserName(step.Role)}. Write it as the note, or send the paper back", field);

    /// <summary>What is not done when a paper is about to be put forward, in sentences; it can be made without.</summary>
    /// <param name="unchecked">References of recommended applications with open checks.</param>
    /// <param name="unanswered">References of applicants who have not answered whether a part of the grant is enough.</param>
    /// <param name="waitsForFinance">Finance has not answered a request to award more than the pot.</param>
    /// <param name="unwritten">How many recommended projects have no sentence of an officer on why they reduce crime.</param>
    /// <param name="silent">Advisers who have not commented.</param>
    public static IReadOnlyList<string> WhatWaits(
        IReadOnlyCollection<string> @unchecked,
        IReadOnlyCollection<string> unanswered,
        bool waitsForFinance,
        int unwritten,
        IReadOnlyCollection<Role> silent,
        IReadOnlyList<SignOffStep> signOffs
    )
    {
        var waiting = new List<string>();
        if (@unchecked.Count > 0)
            waiting.Add(
                $"Checks that are due before the decision are open for {@unchecked.Count} recommended {(@unchecked.Count == 1 ? "application" : "applications")}: {string.Join(", ", @unchecked)}. We pay nothing until they are done."
            );
        if (unanswered.Count > 0)
            waiting.Add(
                $"{string.Join(", ", unanswered)} {(unanswered.Count == 1 ? "has" : "have")} not said whether a part of the grant is enough, so the full amount counts."
            );
        if (waitsForFinance)
            waiting.Add("Finance has not answered the request to award more than the pot.");
        if (unwritten > 0)
            waiting.Add(
                $"Nobody has written why {(unwritten == 1 ? "1 recommended project reduces" : $"{unwritten} recommended projects reduce")} crime, so the paper prints the application's own words."
            );
        foreach (var adviser in silent)
            waiting.Add(
                NoComment(adviser)
                    + (
                        signOffs.FirstOrDefault(step => step.Role == adviser) is { } step
                            ? $" This round asks them to sign as {step.Title}."
                            : ""
                    )
            );
        return waiting;
    }

    /// <summary>True where the law lets a grant be made only if it will, in the Commissioner's opinion, secure crime and disorder reduction
    /// or contribute to it: Police Reform and Social Responsibility Act 2011, section 9.</summary>
    public static bool NeedsOpinion(string legalPower) =>
        legalPower.Contains("Police Reform and Social Responsibility Act 2011", StringComparison.OrdinalIgnoreCase)
        && SectionNine().IsMatch(legalPower);

    /// <summary>What the recommendation asks the decision maker to hold.</summary>
    /// <param name="funded">How many projects are recommended.</param>
    public static string OpinionAsked(int funded) =>
        "The section lets the Commissioner make a grant that will, in the Commissioner's opinion, secure crime and disorder reduction in the area, or contribute to securing it. "
        + (
            funded == 0
                ? "No project is recommended, so no opinion is asked for."
                : $"The recommendation is that the Commissioner is of this opinion about {(funded == 1 ? "the project" : $"each of the {funded} projects")} recommended. The list of recommended projects says why."
        );

    /// <summary>What the decision says.</summary>
    /// <param name="funded">How many projects are funded, from 1.</param>
    public static string OpinionHeld(int funded) =>
        $"In the Commissioner's opinion, {(funded == 1 ? "this grant" : $"each of these {funded} grants")} will secure crime and disorder reduction in the area, or contribute to securing it.";

    public static IReadOnlyList<Refusal> WhyTextIsWrong(string? text, string field)
    {
        var refusals = new List<Refusal>();
        if (text?.Length > Longest)
            refusals.Add(new($"Shorten this part to {Longest:N0} characters", field));
        foreach (
            var unknown in FieldPattern()
                .Matches(text ?? "")
                .Select(match => match.Groups[1].Value)
                .Where(name => Fields.All(known => known.Name != name))
                .Distinct()
        )
            refusals.Add(
                new(
                    $"{{{{{unknown}}}}} is not a figure of the paper. Choose from: {string.Join(", ", Fields.Select(known => $"{{{{{known.Name}}}}}"))}",
                    field
                )
            );
        return refusals;
    }

    /// <summary>Typed amounts and percentages that are not among the paper's own figures (R84): shown as a warning, not refused.</summary>
    public static IReadOnlyList<string> TypedFigures(string text, IReadOnlyCollection<string> known) =>
        FigurePattern()
            .Matches(FieldPattern().Replace(text, ""))
            .Select(match => match.Value)
            .Where(figure => !known.Contains(figure))
            .Distinct()
            .ToList();

    /// <summary>Null when this person may sign the next step. Steps are signed in order, each by a different person, never by the paper's
    /// author.</summary>
    public static Refusal? WhyCannotSign(
        IReadOnlyList<SignOffStep> steps,
        IReadOnlyCollection<Guid> signers,
        bool stands,
        Guid maker,
        Guid person,
        IReadOnlyCollection<Role> roles
    )
    {
        if (!stands)
            return new("There is no recommendation to sign");
        if (signers.Count >= steps.Count)
            return new("Every step of the sign-off is done");
        if (person == maker)
            return new("You made the recommendation, so someone else must sign it");
        if (signers.Contains(person))
            return new("You have signed a step of this paper, so someone else must sign the next");
        var next = steps[signers.Count];
        return roles.Contains(next.Role)
            ? null
            : new($"The next step is {next.Title}, for a person with the role {RolePermissions.Name(next.Role)}");
    }

    [GeneratedRegex(@"\b(?:section|s\.?)\s*9\b", RegexOptions.IgnoreCase)]
    private static partial Regex SectionNine();

    [GeneratedRegex(@"\{\{\s*([a-z]+)\s*\}\}")]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"£\d[\d,]*(\.\d+)?|\d+(\.\d+)?%")]
    private static partial Regex FigurePattern();
}
