namespace Commissioning.Domain.Records;

/// <summary>Records under legal hold now. A hold on an application or award also covers its organisation and its round; one on an
/// organisation or round covers every application in it.</summary>
public sealed record RecordsOnLegalHold(IReadOnlySet<Guid> Organisations, IReadOnlySet<Guid> Rounds, IReadOnlySet<Guid> Applications)
{
    public bool Any => Organisations.Count + Rounds.Count + Applications.Count > 0;

    /// <summary>Matches by application where the record has one, otherwise by organisation or round.</summary>
    public bool Hold(Guid? application, Guid? organisation, Guid? round) =>
        application is { } id
            ? Applications.Contains(id)
            : organisation is { } body && Organisations.Contains(body) || round is { } of && Rounds.Contains(of);
}
