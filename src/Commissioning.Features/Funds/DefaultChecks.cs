using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>The due diligence checks that a new round starts with (R28, R29). Defaults, not OPCC policy: each says what satisfies it, what
/// to write and when it fails.</summary>
internal static class DefaultChecks
{
    public static IReadOnlyList<CheckTemplate> All { get; } =
    [
        new(
            "Identity and governing document",
            "The organisation exists, is constituted and may do this work.\nWhat satisfies it: a signed constitution, articles or set of rules that names the organisation, its purpose and at least three people in charge who are not all related; for a school or council, its public listing.\nWhat to write: which document, its date, who signed it, and the clause that allows this work.\nWhen it fails: there is no document, it names another organisation, or its purpose does not cover the project.",
            Tier: CheckTier.Standard,
            ValidMonths: 24
        ),
        new(
            "Charity or company register",
            "What the register shows today. Being registered is not enough for a pass.\nWhat satisfies it: an active entry with the same name, accounts in time, and one sign of recent activity. An unregistered group needs none: say so.\nWhat to write: the number, the day of the entry, and what shows that the organisation is active.\nWhen it fails: the entry is removed, dissolved, insolvent, or belongs to another organisation.",
            CheckKind.Register,
            ValidMonths: 6
        ),
        new(
            "Accounts and finances",
            "Can it manage this amount?\nWhat satisfies it: accounts of the last year, or for a group under a year old its bank statements and a budget, set against the sum that it asks for.\nWhat to write: income, what it holds, and the grant as a per cent of a year's income.\nWhen it fails: the accounts are missing without a reason, or show that it cannot pay what it owes.",
            Tier: CheckTier.Full,
            ValidMonths: 12
        ),
        new(
            "Bank account in the organisation's name",
            "Whose account is it, and who signs?\nWhat satisfies it: one statement of the last three months in the organisation's name, Confirmation of Payee, and two unrelated signatories.\nWhat to write: the last four digits, the date of the statement and what the bank answered.\nWhen it fails: the account is a person's, belongs to another organisation, or the bank says that the name does not match and nobody can explain it.",
            CheckKind.BankDetails,
            Holds: CheckHold.Payment
        ),
        new(
            "Safeguarding",
            "Policy, lead and checks, where children or adults at risk are involved.\nWhat satisfies it: for Light, the applicant's own word and a named lead; otherwise the policy, training, risk assessment and the DBS checks that the roles need.\nWhat to write: whom the project reaches, which policy, its review date and the lead's name.\nWhen it fails: people at risk are reached and there is no lead or policy by the start of the work.",
            CheckKind.Safeguarding
        ),
        new(
            "Insurance",
            "Cover for the activity, where people could be hurt or equipment lost.\nWhat satisfies it: a public liability certificate that covers the dates and the activity; employer's liability if it has staff. A project without events or visitors needs none: say why.\nWhat to write: the insurer, the sum covered and the last day.\nWhen it fails: the activity needs cover and there is none by the start of the work.",
            Tier: CheckTier.Full,
            ValidMonths: 12,
            Holds: CheckHold.Payment
        ),
        new(
            "Overdue monitoring of earlier grants",
            "Nothing outstanding from earlier grants of this office.\nWhat satisfies it: no return overdue, no money to pay back and no condition unmet; or a date by which it will be put right.\nWhat to write: which grants you looked at, and what is outstanding.\nWhen it fails: money is owed to the office and the organisation will not pay it back.",
            CheckKind.History
        ),
        new(
            "Conflicts and police links",
            "Links of its officers with the police or this office.\nWhat satisfies it: no link, or a link that is declared and kept away from scoring and deciding.\nWhat to write: who, what the link is, and who stays out of what.\nWhen it fails: a link was hidden, or cannot be kept away from the decision.",
            CheckKind.Conflicts
        ),
        new(
            "Comparison with other applications",
            "What it shares with other applications, organisations and funders, and the sanctions list.\nWhat satisfies it: the portal found nothing, or each thing that it found has a verdict with a reason.\nWhat to write: what you compared, and why two texts, names or costs that are alike have a good explanation.\nWhen it fails: the text is another's, the same costs are paid by somebody else, or a person on the list is in charge.",
            CheckKind.CrossChecks
        ),
        new(
            "Referee",
            "Someone outside the organisation who knows its work.\nWhat satisfies it: a call or letter from a referee whom you found or checked yourself: a school, a council, a partner.\nWhat to write: who spoke, their role, how you know who they are, and what they said about the people and the money.\nWhen it fails: the referee does not know the organisation, or advises against it.",
            CheckKind.Referee,
            Tier: CheckTier.Full,
            ValidMonths: 24
        ),
        new(
            "People in charge",
            "Who is responsible, against the registers and what is public.\nWhat satisfies it: the trustees or directors named by the register are those on the form, and nothing public speaks against them.\nWhat to write: the names that you looked up, where and when.\nWhen it fails: somebody is barred from being a trustee or director, or is hidden from the form.",
            Tier: CheckTier.Enhanced,
            ValidMonths: 12
        ),
        new(
            "Telephone call",
            "A talk with the person who leads the project.\nWhat satisfies it: the person can say what will happen, when, with whom and at what cost, as the application does.\nWhat to write: whom you rang on which number, when, and what was said.\nWhen it fails: nobody can be reached, or they do not know the project.",
            Tier: CheckTier.Enhanced
        ),
        new(
            "Visit",
            "The place where the work happens.\nWhat satisfies it: somebody of the office saw the place or an activity, or met the people there by video.\nWhat to write: who went, when, and what was seen.\nWhen it fails: the place or the activity does not exist.",
            Tier: CheckTier.Enhanced,
            Holds: CheckHold.Payment
        ),
    ];
}
