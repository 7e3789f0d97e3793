namespace Commissioning.Domain.Applications;

/// <summary>How an application came in. All but Online are typed in by the office.</summary>
public enum Channel
{
    Online,
    Paper,
    Word,
    Phone,
}
