namespace Commissioning.Domain.CspBudgets;

public static class ProjectRules
{
    /// <summary>The outcomes of the Joint Prevention Strategy 2025-29 (R101). Replace this list when its framework is replaced.</summary>
    public static readonly IReadOnlyList<string> Outcomes =
    [
        "Increase in use of data and evidence",
        "Improved quality in problem-solving activity",
        "Increase in community and partnership-led prevention",
        "Reduction in known drivers and causes of crime and harm",
        "Increase in successful completions of interventions",
        "Reduction in repeat victims, offenders and locations",
        "Improved feelings of safety",
        "Increased victim satisfaction",
        "Reductions in inequalities and disparity",
    ];

    /// <summary>The delivery strategies of the Police and Crime Plan 2024-29 that projects serve.</summary>
    public static readonly IReadOnlyList<string> Priorities =
    [
        "Violence and Vulnerability",
        "Violence against Women and Girls",
        "Rural Crime",
        "Business Crime",
        "Neighbourhood Crime",
        "Road Safety",
        "Supporting Victims",
    ];

    public static IReadOnlyList<Refusal> WhyIncomplete(ProjectProposal proposal, Money free)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        Unless(proposal.Name.Length is > 0 and <= 200, "Enter the project's name", nameof(ProjectProposal.Name));
        Unless(
            proposal.Proposal.Length is > 0 and <= 2000,
            "Describe the project in up to 2,000 characters",
            nameof(ProjectProposal.Proposal)
        );
        Unless(Priorities.Contains(proposal.Priority), "Choose the priority that it serves", nameof(ProjectProposal.Priority));
        Unless(proposal.Level is not null, "Choose the level of prevention", nameof(ProjectProposal.Level));
        Unless(Outcomes.Contains(proposal.Outcome), "Choose the outcome", nameof(ProjectProposal.Outcome));
        Unless(
            proposal.Amount is { } amount && amount > Money.Zero,
            "Enter what it will cost, such as 4,500.00",
            nameof(ProjectProposal.Amount)
        );
        if (proposal.Amount is { } asked && asked > free)
            refusals.Add(
                new($"The area has {free} free to use, which is {asked - free} less than the project costs", nameof(ProjectProposal.Amount))
            );
        return refusals;
    }

    /// <summary>The person who proposes a project does not approve it.</summary>
    public static Refusal? WhyCannotDecide(ProjectStatus status, Guid? proposedBy, Guid decider)
    {
        if (status != ProjectStatus.Proposed)
            return new($"This project has already been {status.ToString().ToLowerInvariant()}");
        return proposedBy == decider ? new("You proposed this project, so someone else must approve it") : null;
    }

    /// <summary>An approval can be taken back while nothing is spent on the project.</summary>
    public static Refusal? WhyCannotWithdraw(ProjectStatus status, Money spent)
    {
        if (status != ProjectStatus.Approved)
            return new("Only the approval of an approved project can be taken back");
        return spent != Money.Zero
            ? new($"{spent} is spent on this project, so its approval stays. Reverse the spending first, or finish the project.")
            : null;
    }
}
