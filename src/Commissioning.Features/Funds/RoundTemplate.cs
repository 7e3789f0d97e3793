using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>The defaults of a new round (not OPCC policy): the office's own questions, weights and checks are not published, so these are
/// meant to be changed.</summary>
public static class RoundTemplate
{
    public const string LegalPower =
        "Section 9 of the Police Reform and Social Responsibility Act 2011 (crime and disorder reduction grants)";

    public const string ThresholdMethod =
        "The panel sets a threshold percentage after moderation, on all applications. Applications at or above it are funded in order of score while the pot lasts.";

    public static RoundLists Default() =>
        new()
        {
            Eligibility =
            [
                (
                    "Will the project take place in Leicester, Leicestershire or Rutland?",
                    null,
                    "We can fund work in Leicester, Leicestershire and Rutland only. Look for the Police and Crime Commissioner of the area where the project takes place."
                ),
                (
                    "Will the project help to prevent or reduce crime or disorder?",
                    "For example anti-social behaviour, violence, rural crime or harm on the roads.",
                    "This fund can only pay for work that prevents or reduces crime or disorder. Your council's community grants may fit better."
                ),
                (
                    "Is the money for work that has not started yet?",
                    null,
                    "We cannot pay for work that has already happened. You can apply for a later part of the project."
                ),
                (
                    "Does your organisation have a bank account in its own name that needs two people to pay money out?",
                    null,
                    "We can only pay into an account in the organisation's own name with two signatories. A larger charity may be able to hold the grant for you."
                ),
            ],
            Questions =
            [
                Text(
                    "Need",
                    "need",
                    "What problem will the project deal with, and how do you know about it?",
                    "Tell us where, when and who is affected. Name the source of any figures.",
                    250
                ),
                Text(
                    "What you will do",
                    "activity",
                    "What will you do, where, when and with whom?",
                    "Say how often, who leads each part, and how it serves the priority you chose.",
                    250
                ),
                Text(
                    "Difference",
                    "outcomes",
                    "What will be different because of the project, and how will it prevent or reduce crime?",
                    "Say what you expect to see, and by when.",
                    200
                ),
                Text(
                    "Delivery",
                    "delivery",
                    "Who will run the project, and how will you keep people safe?",
                    "Tell us who has done this before, how you keep people safe, and what could go wrong.",
                    200
                ),
                Text(
                    "Value",
                    "value",
                    "Why is this good value for public money?",
                    "Say what else you looked at, and what others give.",
                    150
                ),
                .. OtherFunders.Questions("Other funders"),
            ],
            Documents =
            [
                Document(
                    "Governing document",
                    "Your constitution, articles or rules. If you are a school or a council you do not need one.",
                    required: true,
                    new() { NotNeededFrom = ["School or college", "Council or public body"] }
                ),
                Document(
                    "Safeguarding policy",
                    "Only if the project involves children or adults at risk.",
                    required: false,
                    new() { AsksExpiry = true }
                ),
            ],
            Criteria =
            [
                Criterion(
                    "need",
                    "Need and evidence",
                    25,
                    "How clear the problem is, and how well it is evidenced.",
                    "No problem described",
                    "A problem is claimed without evidence",
                    "Some evidence, mostly general",
                    "Clear local problem with some evidence",
                    "Clear local problem, well evidenced",
                    "Compelling local problem with strong evidence from several sources"
                ),
                Criterion(
                    "fit",
                    "Fit with the priorities",
                    20,
                    "How directly the project serves a priority of the round.",
                    "No link to a priority",
                    "A weak or indirect link",
                    "Some link, not developed",
                    "A clear link to one priority",
                    "A strong link, well explained",
                    "Central to a priority and reinforces others"
                ),
                Criterion(
                    "outcomes",
                    "Outcomes and measures",
                    25,
                    "Whether the change is realistic and can be measured.",
                    "No outcome",
                    "Vague outcomes, no measures",
                    "Outcomes without baselines",
                    "Realistic outcomes with some measures",
                    "Realistic outcomes with baselines and targets",
                    "Convincing outcomes, sound measures, and a plan to learn"
                ),
                Criterion(
                    "delivery",
                    "Ability to deliver",
                    15,
                    "People, plan, safeguarding and risk.",
                    "No plan",
                    "Serious doubts",
                    "Some gaps",
                    "Workable plan",
                    "Good plan and experienced people",
                    "Excellent plan, people, safeguarding and management of risk"
                ),
                Criterion(
                    "value",
                    "Value for money",
                    15,
                    "Whether the cost is right for what it brings.",
                    "Costs not explained",
                    "Costs high for the benefit",
                    "Some costs unclear",
                    "Reasonable costs",
                    "Good value",
                    "Outstanding value, with match funding or lasting benefit"
                ),
            ],
            Checks = DefaultChecks.All,
        };

    private static Question Text(string section, string code, string wording, string? hint, int words) =>
        new()
        {
            Id = Guid.Empty,
            Position = 0,
            Section = section,
            Code = code,
            Wording = wording,
            Hint = hint,
            WordLimit = words,
            Required = true,
            Settings = new() { Criterion = code == "activity" ? "fit" : code },
        };

    private static DocumentKind Document(string name, string hint, bool required, DocumentSettings settings) =>
        new()
        {
            Id = Guid.Empty,
            Position = 0,
            Name = name,
            Hint = hint,
            Required = required,
            Settings = settings,
        };

    private static CriterionWithAnchors Criterion(string code, string name, int weight, string guidance, params string[] anchors) =>
        new(code, name, guidance, weight, anchors);
}
