namespace Commissioning.Domain.Funds;

/// <summary>A column of the workbook of a past round, in the order of its template.</summary>
public enum PastColumn
{
    Reference,
    Organisation,
    CharityNumber,
    CompanyNumber,
    Postcode,
    Project,
    Area,
    Priority,
    Asked,
    Score,
    OutOf,
    Result,
    Awarded,
    Paid,
    Returned,
    DecidedOn,
    Notes,
}
