using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>The portal's own words for decisions that offer no grant, and for the review of a decision (a default, not OPCC
/// policy).</summary>
internal static class DecisionLetterTemplates
{
    private static readonly MergeField[] Refused =
    [
        .. LetterTemplates.Common,
        new(
            "applied",
            "How many applications came and were funded, in sentences",
            "We received 57 applications for £193,993.11 and had £125,000.00 to give. We funded 21 of them."
        ),
        new(
            "read",
            "How many people read it, in sentences; blank where nobody scored it",
            "Three people read yours and scored it on their own. Then the panel agreed a score together.",
            CanBeEmpty: true
        ),
        new(
            "reason",
            "Why it was not funded, in sentences",
            "Your application scored 61.0%. We funded applications that scored 65.0% or more."
        ),
        new(
            "strengths",
            "What was strong: an officer's words, or else the criteria with the highest scores; blank where there are none",
            "You scored highest for: Need and evidence (4.3 of 5).",
            CanBeEmpty: true
        ),
        new(
            "stronger",
            "What would have made it stronger: the criteria with the lowest scores; blank where there are none",
            "The panel gave the lowest scores for: Outcomes (2.3 of 5).",
            CanBeEmpty: true
        ),
        new(
            "panel",
            "What the panel says about the application as a whole; blank where it said nothing",
            "Use figures for your own streets.",
            CanBeEmpty: true
        ),
        new("next-round", "The next round of the fund, if one is published, in a sentence", "The next round opens on 3 May 2027."),
        new("review-days", "Working days in which a review of a decision is answered", "20"),
        new("score", "The agreed score", "61.0%"),
    ];
    private static readonly MergeField[] Refusal =
    [
        new(
            "not-passed",
            "Criteria that every application must pass, and checks, that this one did not, with a heading; nothing where it passed",
            "A heading and a list"
        ),
        LetterTemplates.Scores,
        LetterTemplates.Signature,
    ];
    private static readonly MergeField[] Known =
    [
        new("strong", "There is something to say about what was strong", "Yes"),
        new("weak", "There is something to say about what would have made it stronger", "Yes"),
    ];

    private const string HowDecided = """
        **How we decided.** {{applied}} {{read}} {{reason}}

        {{not-passed}}

        {{if strong}}
        **What was strong.** {{strengths}}
        {{end}}

        {{if weak}}
        **What would have made it stronger.** {{stronger}} {{panel}}
        {{end}}
        """;
    private const string IfWrong = """
        If you think we did not follow our published process, tell us. Someone who did not take the decision will look at it, and will write to you within {{review-days}} working days. This does not change how we treat a later application.

        Yours sincerely,

        {{signature}}

        {{scores}}
        """;

    public static readonly IReadOnlyList<LetterTemplate> All =
    [
        new(
            LetterKind.Reserve,
            "{{project}} is on our reserve list",
            $$$"""
            Dear {{contact}},

            Thank you for applying for {{project}}. We know how much work goes into an application. We cannot offer you a grant now, but yours is **number {{place}} on our reserve list** until {{until}}. If money comes back by then, we will write to you.

            {{{HowDecided}}}

            **What you can do now.** You do not need to do anything to stay on the list. You can also apply again. {{next-round}} If you would like to talk it through, ring us on {{phone}} or write to {{email}}.

            {{{IfWrong}}}
            """,
            [.. Refused, new("place", "Place on the reserve list", "2"), new("until", "The last day on the list", "14 June 2027")],
            Refusal,
            Known,
            ["reason", "place", "until", "scores", "signature"]
        ),
        new(
            LetterKind.Deferred,
            "{{project}}: we will decide later",
            """
            Dear {{contact}},

            Thank you for applying to the {{fund}} for {{project}}. We have not decided on your application yet. We will decide by {{deferred-until}}.

            {{reason}}

            **What you can do now.** You do not need to do anything. We will write to you when it is decided. If you would like to talk about this, ring us on {{phone}} or write to {{email}}.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. LetterTemplates.Common,
                new("deferred-until", "The day until which the decision is deferred", "4 May 2027"),
                new("reason", "Why it is deferred", "We are waiting for a decision of another funder."),
            ],
            [LetterTemplates.Signature],
            [],
            ["deferred-until", "reason", "signature"]
        ),
        new(
            LetterKind.Decline,
            "Our decision on {{project}}",
            $$$"""
            Dear {{contact}},

            Thank you for applying for {{project}}. We know how much work goes into an application. We are sorry to tell you that we cannot fund it this time.

            {{{HowDecided}}}

            **What you can do now.** You can apply again. {{next-round}} If you would like to talk it through, ring us on {{phone}} or write to {{email}}.

            {{{IfWrong}}}
            """,
            Refused,
            Refusal,
            Known,
            ["reason", "scores", "signature"]
        ),
        new(
            LetterKind.Review,
            "Our review of the decision on {{project}}",
            """
            Dear {{contact}},

            On {{received-on}} we received your {{kind}} {{decision}}. A person who did not take the decision has reviewed it.

            {{if upheld}}
            We uphold it. We will decide again and write to you about it.
            {{end}}
            {{if partly-upheld}}
            We uphold part of it. If that changes the decision, we will write to you about it.
            {{end}}
            {{if not-upheld}}
            We do not uphold it. The decision stays as it is.
            {{end}}

            # Why

            {{reasons}}

            If you would like to talk about this, ring us on {{phone}} or write to {{email}}.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. LetterTemplates.Common,
                new("received-on", "The day on which it was received", "3 March 2027"),
                new("kind", "A complaint, or a request to look again", "complaint about"),
                new("decision", "Which decision it is about", "our decision on Safer Saturdays"),
                new("reasons", "Why, as the reviewer wrote it", "The panel had read an older version of your budget."),
            ],
            [LetterTemplates.Signature],
            [
                new("upheld", "The complaint or request is upheld", "Yes"),
                new("partly-upheld", "A part of it is upheld", "No"),
                new("not-upheld", "It is not upheld", "No"),
            ],
            ["received-on", "reasons", "signature"]
        ),
    ];
}
