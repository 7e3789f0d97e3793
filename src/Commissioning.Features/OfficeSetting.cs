namespace Commissioning.Features;

/// <summary>A setting that the office changes on a page: its name in the database, the subject of its audit entries, and what holds until
/// it is set.</summary>
public sealed record OfficeSetting<T>(string Name, Guid Subject, T Default);
