namespace Commissioning.Domain.CspBudgets;

public enum YearRequestStatus
{
    Waiting,
    Agreed,
    Refused,
    Withdrawn,
}
