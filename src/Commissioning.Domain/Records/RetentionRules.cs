namespace Commissioning.Domain.Records;

/// <summary>How long each type of record is kept (R95). Every period is a default, not OPCC policy, until the office sets its
/// own.</summary>
public static class RetentionRules
{
    public const int MostMonths = 600;
    private const string Figures =
        "reference, organisation, dates, amounts, scores and the decision, so that accounts and published figures still agree";

    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        new(RecordType.UnsentDraft, "Drafts that were never sent", 6, "the round closed", "the whole draft with its documents", ""),
        new(
            RecordType.UnsuccessfulApplication,
            "Applications without a grant",
            36,
            "the decision, or after it was withdrawn",
            "what was written in it, its documents, letters, checks, comments of assessors and names of people",
            Figures
        ),
        new(
            RecordType.Award,
            "Applications with a grant",
            84,
            "the grant ended",
            "what was written in the application, returns, claims and changes, its documents, photographs, letters, checks, comments and names of people",
            Figures + "; the published name and summary of the project"
        ),
        new(
            RecordType.VisitNotes,
            "Notes of visits",
            24,
            "the grant ended",
            "who was there and what was noted",
            "that there was a visit, and when"
        ),
        new(
            RecordType.BankDetails,
            "Bank details",
            12,
            "the last payment to them, once no grant is open",
            "name, sort code and number of the account, its proof and notes of checks",
            "that an account was given and checked, and when"
        ),
        new(RecordType.EqualityAnswers, "Answers about equality", 12, "the round was decided", "all answers", ""),
        new(RecordType.Concern, "Concerns about grant holders", 84, "the concern was closed", "the concern and all notes", ""),
        new(RecordType.FraudCase, "Cases of the fraud log", 84, "the case was closed", "the whole case", ""),
        new(
            RecordType.DecisionPaper,
            "Papers of decisions",
            120,
            "the decision",
            "the paper, its written parts and declared interests",
            "the decision itself, its number, date and amounts"
        ),
        new(
            RecordType.OrganisationDetails,
            "Details of organisations",
            84,
            "its last answer about itself, once we keep none of its applications",
            "address, telephone, contacts, committee, signatories, and what staff noted about it",
            "its name, kind and area"
        ),
        new(
            RecordType.Account,
            "Accounts of applicants",
            36,
            "the person last did something, once we keep none of their applications",
            "name, email address, password, membership, and copies of what we gave them of what we hold",
            "the audit trail, which names who did what and cannot be changed without losing its proof"
        ),
        new(RecordType.Email, "E-mail that was sent", 12, "it was sent", "address, subject and text", ""),
        new(RecordType.SavedForm, "Forms kept for a person who had been signed out", 1, "it was sent", "the whole form", ""),
        new(
            RecordType.RegisterExtract,
            "Extracts of public registers and of the sanctions list",
            12,
            "a newer one replaced it",
            "the file and its lines",
            "the date of the extract and how many lines it had"
        ),
        new(RecordType.RegisterSighting, "What a register showed about an organisation", 84, "it was seen", "all of it", ""),
        new(
            RecordType.PersonAnswer,
            "Copies for people who asked what we hold about them",
            36,
            "the copy was approved, or made and never approved",
            "the copy, its files and what was taken out of it",
            "the audit trail, which says that a copy was made, and when"
        ),
    ];

    public static RetentionRule Of(RecordType type) => All.First(rule => rule.Type == type);

    /// <summary>The first day on which the record may be erased: the day after the last of its months. Where the month is too short, its
    /// last day is used (29 February plus a year is 28 February).</summary>
    public static DateOnly ErasableOn(DateOnly from, int months) => from.AddMonths(months).AddDays(1);

    public static bool IsDue(DateOnly from, int months, DateOnly today) => today >= ErasableOn(from, months);

    /// <summary>No record that began after this day can be due. A coarse filter for the database; <see cref="IsDue"/> then decides to the
    /// day.</summary>
    public static DateOnly NoneDueAfter(DateOnly today, int months) => today.AddMonths(-months).AddDays(3);

    /// <summary>Such as "7 years" or "18 months".</summary>
    public static string Words(int months) => months % 12 == 0 ? Count(months / 12, "year") : Count(months, "month");

    public static Refusal? WhyCannotSet(int? months, string? reason)
    {
        if (months is not (>= 1 and <= MostMonths))
            return new($"Enter a whole number of months from 1 to {MostMonths}", nameof(months));
        return reason?.Trim() is not { Length: > 0 and <= 500 } ? new("Say why, in up to 500 characters", nameof(reason)) : null;
    }

    private static string Count(int number, string unit) => $"{number} {unit}{(number == 1 ? "" : "s")}";
}
