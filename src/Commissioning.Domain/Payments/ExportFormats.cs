namespace Commissioning.Domain.Payments;
