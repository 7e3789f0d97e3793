namespace Commissioning.Web.Api;

/// <summary>The parts of the query that an address reads.</summary>
internal sealed record ApiFilters(params string[] Names);
