namespace Commissioning.Domain.Records;

/// <summary>
/// What is under legal hold now. A hold on an application or award also holds what is kept of its organisation and its round; one on an
/// organisation or round holds every application in it.
/// </summary>
public sealed record RecordsOnLegalHold(IReadOnlySet<Guid> Organisations, IReadOnlySet<Guid> Rounds, IReadOnlySet<Guid> Applications)
{
    public bool Any => Organisations.Count + Rounds.Count + Applications.Count > 0;

    /// <summary>A record is held by its application where it has one, and else by its organisation or its round.</summary>
    public bool Hold(Guid? application, Guid? organisation, Guid? round) =>
        application is { } id
            ? Applications.Contains(id)
            : organisation is { } body && Organisations.Contains(body) || round is { } of && Rounds.Contains(of);
}
