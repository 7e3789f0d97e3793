namespace Commissioning.Domain.Organisations;

/// <summary>The number without which an organisation of a kind cannot be added.</summary>
public enum NumberAsked
{
    None,
    Charity,
    Company,
}
