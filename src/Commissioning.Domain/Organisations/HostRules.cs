namespace Commissioning.Domain.Organisations;

/// <summary>Which body may stand behind which organisation.</summary>
public static class HostRules
{
    /// <summary>Characters in the reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>A link that goes on.</summary>
    /// <param name="OrganisationId">The record that stands for the member, the hosted group or the branch.</param>
    /// <param name="HostId">The record that stands for the body.</param>
    public sealed record Link(Guid OrganisationId, Guid HostId, HostKind Kind);

    /// <summary>What the organisation is, before the name of the body: "Branch of".</summary>
    public static string OfOrganisation(HostKind kind) =>
        kind switch
        {
            HostKind.ConsortiumMember => "Member of the consortium led by",
            HostKind.FiscalHost => "Its money is held by",
            _ => "Branch of",
        };

    /// <summary>What the body is, before the name of the organisation: "Parent body of".</summary>
    public static string OfHost(HostKind kind) =>
        kind switch
        {
            HostKind.ConsortiumMember => "Leads the consortium of",
            HostKind.FiscalHost => "Holds the money of",
            _ => "Parent body of",
        };

    public static string Name(HostKind kind) =>
        kind switch
        {
            HostKind.ConsortiumMember => "Consortium: the other body leads it",
            HostKind.FiscalHost => "Fiscal host: the other body holds its money",
            _ => "Branch: the other body is its parent body",
        };

    /// <summary>Why the body cannot stand behind the organisation. Null: it can.</summary>
    /// <param name="wanted">The new link, both by the record that stands for them.</param>
    /// <param name="live">Every link that goes on.</param>
    public static Refusal? WhyCannotLink(Link wanted, IReadOnlyCollection<Link> live, string field)
    {
        if (wanted.OrganisationId == wanted.HostId)
            return new("An organisation cannot be its own host", field);
        if (live.Contains(wanted))
            return new("This is recorded already", field);
        if (
            live.Any(link =>
                link.OrganisationId == wanted.OrganisationId && link.Kind == wanted.Kind && wanted.Kind != HostKind.ConsortiumMember
            )
        )
            return new(
                wanted.Kind == HostKind.FiscalHost
                    ? "Another body holds its money. Record the end of that first."
                    : "It is a branch of another body. Record the end of that first.",
                field
            );
        HashSet<Guid> above = [wanted.HostId];
        while (above.Count < above.Union(Hosts()).Count())
            above.UnionWith(Hosts());
        return above.Contains(wanted.OrganisationId)
            ? new("That body itself stands under this organisation, so it cannot be its host", field)
            : null;

        List<Guid> Hosts() => live.Where(link => above.Contains(link.OrganisationId)).Select(link => link.HostId).ToList();
    }

    /// <summary>Why a link cannot end on this day. Null: it can.</summary>
    /// <param name="until">Its last day.</param>
    public static Refusal? WhyCannotEnd(DateOnly since, DateOnly? ended, DateOnly? until, string field) =>
        ended is { } already ? new($"It ended on {LondonTime.Date(already)}", field)
        : until is null ? new("Enter the last day", field)
        : until < since ? new($"It began on {LondonTime.Date(since)}, so it cannot end before", field)
        : null;
}
